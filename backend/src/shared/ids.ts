import { z } from 'zod';

/** A document's id on the wire: 24 lowercase hex digits. */
export const idSchema = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be an id of 24 hexadecimal digits')
  .meta({ id: 'Id', description: 'Document id, 24 lowercase hexadecimal digits' });

export type Id = string;
