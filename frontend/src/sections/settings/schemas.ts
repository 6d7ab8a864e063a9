import { z } from 'zod';

/** bcrypt reads 72 bytes (36 Persian letters); the backend refuses a longer password rather than cut it. */
const MAX_PASSWORD_BYTES = 72;

export const profileSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'field.required')
    .min(2, 'field.tooShort|count=2')
    .max(80, 'field.tooLong|count=80'),
  bio: z.string().trim().max(1000, 'field.tooLong|count=1000'),
});
export type ProfileValues = z.infer<typeof profileSchema>;

export const passwordSchema = z.object({
  currentPassword: z.string().min(1, 'field.required'),
  newPassword: z
    .string()
    .min(1, 'field.required')
    .min(10, 'settings:password.tooShort')
    .refine(
      (text) => new TextEncoder().encode(text).length <= MAX_PASSWORD_BYTES,
      'settings:password.tooLong',
    ),
});
export type PasswordValues = z.infer<typeof passwordSchema>;
