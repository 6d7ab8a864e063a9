import { z } from 'zod';
import {
  dateSchema,
  endpoint,
  idParams,
  lineSchema,
  pageOf,
  pageQuery,
  textSchema,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { languageSchema } from '../../shared/refs.ts';

const tag = 'User';

export const USER_ROLES = ['user', 'admin', 'mediator'] as const;
export type UserRole = (typeof USER_ROLES)[number];
export const userRoleSchema = z.enum(USER_ROLES).meta({ id: 'UserRole' });

/** What a person sees of themselves. */
export const meSchema = z
  .strictObject({
    id: idSchema,
    email: z.string(),
    name: z.string(),
    bio: z.string(),
    language: languageSchema,
    roles: z.array(userRoleSchema),
    emailVerifiedAt: dateSchema.nullable(),
    emailNotifications: z.boolean(),
    createdAt: dateSchema,
  })
  .meta({ id: 'Me' });

/** What everybody sees of a person. */
export const profileSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    bio: z.string(),
    emailVerified: z.boolean(),
    memberSinceAt: dateSchema,
  })
  .meta({ id: 'Profile' });

export const getMe = endpoint({
  method: 'get',
  path: '/api/users/me',
  operationId: 'getMe',
  summary: 'Your own account',
  tag,
  access: 'user',
  rateLimit: 'read',
  output: meSchema,
});

export const updateMe = endpoint({
  method: 'patch',
  path: '/api/users/me',
  operationId: 'updateMe',
  summary: 'Change your profile and settings',
  tag,
  access: 'user',
  rateLimit: 'write',
  body: z
    .strictObject({
      name: lineSchema(2, 80),
      bio: textSchema(0, 1000),
      language: languageSchema,
      emailNotifications: z.boolean(),
    })
    .partial(),
  output: meSchema,
});

export const getProfile = endpoint({
  method: 'get',
  path: '/api/users/:userId',
  operationId: 'getProfile',
  summary: 'A public profile',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=60',
  params: idParams('userId'),
  output: profileSchema,
});

export const searchUsers = endpoint({
  method: 'get',
  path: '/api/users',
  operationId: 'searchUsers',
  summary: 'Find people by the beginning of their name, to invite them',
  tag,
  access: 'verified',
  rateLimit: 'read',
  query: z.strictObject({ q: lineSchema(2, 80), ...pageQuery }),
  output: pageOf(profileSchema).meta({ id: 'ProfilePage' }),
});
