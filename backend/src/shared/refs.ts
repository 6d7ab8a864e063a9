import { z } from 'zod';
import { idSchema } from './ids.ts';

/** A file as other documents show it; the bytes are at `GET /api/files/{id}`. */
export const fileRefSchema = z
  .strictObject({
    id: idSchema,
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.number().int().min(0),
  })
  .meta({ id: 'FileRef' });
export type FileRef = z.infer<typeof fileRefSchema>;

/** A person as other people see them. */
export const userRefSchema = z.strictObject({ id: idSchema, name: z.string() }).meta({ id: 'UserRef' });
export type UserRef = z.infer<typeof userRefSchema>;

export const LANGUAGES = ['en', 'fa', 'ar', 'fr', 'cn', 'vi'] as const;
export const languageSchema = z.enum(LANGUAGES).meta({ id: 'Language' });
export type Language = z.infer<typeof languageSchema>;

/** Something that happens by itself at a time, unless somebody acts before. */
export const deadlineSchema = z
  .strictObject({ action: z.string(), at: z.iso.datetime() })
  .meta({ id: 'Deadline', description: 'What the timer does when nobody acts, and when (ISO 8601, UTC)' });
