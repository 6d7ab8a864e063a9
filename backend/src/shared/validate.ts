import type { z } from 'zod';
import { AppError } from './errors.ts';

export interface ValidationDetail {
  /** Dotted path of the field, empty for the whole. */
  readonly path: string;
  /** A plain sentence. */
  readonly message: string;
}

const KIND_NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  date: 'a date',
  nan: 'a number',
};

const FORMAT_NAMES: Record<string, string> = {
  email: 'an e-mail address',
  url: 'a web address',
  datetime: 'a date and time such as 2026-01-31T12:00:00Z',
  date: 'a date such as 2026-01-31',
  uuid: 'a UUID',
};

function sizeSentence(origin: string, word: 'least' | 'most', limit: number | bigint): string {
  const unit = origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';
  return unit === '' ? `must be at ${word} ${limit}` : `must have at ${word} ${limit}${unit}`;
}

function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return `must be ${KIND_NAMES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return sizeSentence(issue.origin, 'least', issue.minimum);
    case 'too_big':
      return sizeSentence(issue.origin, 'most', issue.maximum);
    case 'invalid_format':
      return `must be ${FORMAT_NAMES[issue.format] ?? 'of the expected form'}`;
    case 'invalid_value':
      if (issue.input === undefined) return 'is required';
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `does not know ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    case 'invalid_union':
      return 'is not one of the accepted forms';
    default:
      return undefined;
  }
}

const asSentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
};

/** Messages given in a schema stay; zod's own are put plainly. */
function detailsOf(error: z.ZodError): ValidationDetail[] {
  return error.issues.slice(0, 50).map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: asSentence(issue.message),
  }));
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 32;

/** Finds keys that mean something to MongoDB or to JavaScript's prototypes, at any depth. */
export function findDangerousKey(value: unknown, path: string[] = []): string[] | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (path.length > MAX_DEPTH) return path;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (key.startsWith('$') || FORBIDDEN_KEYS.has(key)) return here;
    const found = findDangerousKey(inner, here);
    if (found) return found;
  }
  return undefined;
}

/**
 * Parses one part of a request.
 * @throws AppError VALIDATION_FAILED with details `[{path, message}]`.
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const dangerous = findDangerousKey(value);
  if (dangerous) {
    const details: ValidationDetail[] = [{ path: dangerous.join('.'), message: 'This key is not allowed.' }];
    throw new AppError('VALIDATION_FAILED', { details });
  }
  const result = schema.safeParse(value, { error: sentence });
  if (!result.success) throw new AppError('VALIDATION_FAILED', { details: detailsOf(result.error) });
  return result.data;
}
