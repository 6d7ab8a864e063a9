import { z } from 'zod';

/** bcrypt reads 72 bytes (36 Persian letters); the backend refuses a longer password rather than cut it. */
const MAX_PASSWORD_BYTES = 72;

const email = z.string().trim().min(1, 'field.required').pipe(z.email('field.email'));

export const signInSchema = z.object({ email, password: z.string().min(1, 'field.required') });

export const signUpSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'field.required')
    .min(2, 'field.tooShort|count=2')
    .max(80, 'field.tooLong|count=80'),
  email,
  password: z
    .string()
    .min(1, 'field.required')
    .min(10, 'auth:signUp.passwordTooShort')
    .refine(
      (text) => new TextEncoder().encode(text).length <= MAX_PASSWORD_BYTES,
      'auth:signUp.passwordTooLong',
    ),
});

export const verifySchema = z.object({
  email,
  code: z
    .string()
    .min(1, 'field.required')
    // Persian and Arabic digits are digits too.
    .transform((text) =>
      text
        .replace(/\s/g, '')
        .replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf)),
    )
    .pipe(z.string().regex(/^\d{6}$/, 'auth:verify.codeInvalid')),
});
