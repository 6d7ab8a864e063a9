import { z } from 'zod';
import { parseDecimal } from '@/locales/format';

/** What a person typed, in any of our numerals → a whole number between two bounds. */
export function wholeNumberSchema(min: number, max: number) {
  return z
    .string()
    .trim()
    .min(1, 'field.required')
    .transform((text, context) => {
      const digits = parseDecimal(text, 0);
      const value = digits === null ? Number.NaN : Number(digits);
      if (Number.isInteger(value) && value >= min && value <= max) return value;
      context.addIssue({ code: 'custom', message: `field.between|min=${min}&max=${max}` });
      return z.NEVER;
    });
}
