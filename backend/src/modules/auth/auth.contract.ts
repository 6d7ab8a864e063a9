import { z } from 'zod';
import { dateSchema, emptyOutput, endpoint, lineSchema } from '../../shared/endpoint.ts';
import { languageSchema } from '../../shared/refs.ts';
import { meSchema } from '../user/user.contract.ts';

const tag = 'Auth';

export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .toLowerCase()
  .pipe(z.email('must be an e-mail address'));

/** bcrypt reads 72 bytes (36 Persian letters), so a longer password is refused rather than cut. */
export const passwordSchema = z
  .string()
  .min(10, 'must have at least 10 characters')
  .refine((text) => new TextEncoder().encode(text).length <= 72, 'must be shorter (at most 72 bytes)');

export const sessionSchema = z
  .strictObject({ accessToken: z.string(), expiresAt: dateSchema, user: meSchema })
  .meta({ id: 'Session', description: 'The refresh token travels in an HttpOnly cookie beside it' });

export const register = endpoint({
  method: 'post',
  path: '/api/auth/register',
  operationId: 'register',
  summary: 'Create an account and sign in; a code goes to the e-mail address',
  tag,
  access: 'public',
  rateLimit: 'auth',
  body: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    name: lineSchema(2, 80),
    language: languageSchema,
  }),
  output: sessionSchema,
  successStatus: 201,
});

export const verifyEmail = endpoint({
  method: 'post',
  path: '/api/auth/verify-email',
  operationId: 'verifyEmail',
  summary: 'Prove the e-mail address with the code from the mail',
  tag,
  access: 'public',
  rateLimit: 'auth',
  body: z.strictObject({ email: emailSchema, code: z.string().regex(/^\d{6}$/, 'must be the six digits') }),
  output: z.strictObject({ emailVerifiedAt: dateSchema }).meta({ id: 'EmailVerified' }),
});

export const resendVerification = endpoint({
  method: 'post',
  path: '/api/auth/verify-email/resend',
  operationId: 'resendVerification',
  summary: 'Send the code again; the answer is the same whether the address is known or not',
  tag,
  access: 'public',
  rateLimit: 'auth',
  body: z.strictObject({ email: emailSchema }),
  output: emptyOutput,
});

export const login = endpoint({
  method: 'post',
  path: '/api/auth/login',
  operationId: 'login',
  summary: 'Sign in',
  tag,
  access: 'public',
  rateLimit: 'auth',
  body: z.strictObject({ email: emailSchema, password: z.string().min(1).max(200) }),
  output: sessionSchema,
});

export const refresh = endpoint({
  method: 'post',
  path: '/api/auth/refresh',
  operationId: 'refreshSession',
  summary: 'Swap the refresh cookie for a new access token and a new cookie',
  tag,
  access: 'public',
  rateLimit: 'read',
  output: sessionSchema,
});

export const logout = endpoint({
  method: 'post',
  path: '/api/auth/logout',
  operationId: 'logout',
  summary: 'End this session',
  tag,
  access: 'public',
  rateLimit: 'auth',
  output: emptyOutput,
});

export const stepUp = endpoint({
  method: 'post',
  path: '/api/auth/step-up',
  operationId: 'stepUp',
  idempotent: 'no',
  summary: 'Confirm the password; sensitive actions are then open for ten minutes',
  tag,
  access: 'user',
  rateLimit: 'auth',
  body: z.strictObject({ password: z.string().min(1).max(200) }),
  output: z.strictObject({ elevatedUntilAt: dateSchema }).meta({ id: 'StepUp' }),
});

export const changePassword = endpoint({
  method: 'post',
  path: '/api/auth/password',
  operationId: 'changePassword',
  idempotent: 'no',
  summary: 'Change the password: ends all other sessions and restarts the hold of payout addresses',
  tag,
  access: 'user',
  rateLimit: 'auth',
  body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: passwordSchema }),
  output: sessionSchema,
});
