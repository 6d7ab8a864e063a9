import { z } from 'zod';
import { baseAmountSchema } from './money.ts';
import { idSchema } from './ids.ts';

/** Who may call: `optional` reads a token when there is one; `verified` wants a verified e-mail address,
 * `mediator` somebody of the desk, which admins are as well. */
export type Access =
  'public' | 'optional' | 'user' | 'verified' | 'mediator' | 'admin' | 'gateway' | 'sandbox';

/** Buckets of the rate limiter; sizes live in platform/rate-limit.ts. */
export type RateLimit = 'read' | 'write' | 'auth' | 'upload' | 'webhook';

/**
 * `transaction`: the key is written in the transaction of the effect, so it wants a handler that calls nobody
 * outside the database. `after`: the answer is kept once it is there, for handlers that do call somebody and whose
 * effect is once by a key of its own. `no`: the header means nothing, since the answer or the input is secret, or
 * there is no user to keep it for.
 */
export type Idempotency = 'transaction' | 'after' | 'no';

export const SIGNED_IN: ReadonlySet<Access> = new Set(['user', 'verified', 'mediator', 'admin']);

type StrictObject = z.ZodObject<z.ZodRawShape>;

export interface Endpoint<
  P extends StrictObject = StrictObject,
  Q extends StrictObject = StrictObject,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path from the root, e.g. `/api/marketplace/requests/:requestId`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: A;
  readonly rateLimit: RateLimit;
  /** Wants a recent confirmation of the password (403 STEP_UP_REQUIRED otherwise). */
  readonly stepUp?: boolean;
  /** How the Idempotency-Key header is honoured; `idempotencyOf` says what holds when it is left out. */
  readonly idempotent?: Idempotency;
  /** Cache-Control of a successful GET; `private, no-cache` (revalidate by ETag) when left out. */
  readonly cacheControl?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Shape of `data` in the success envelope. */
  readonly output: O;
  readonly successStatus?: 200 | 201 | 202;
  /** `multipart`: one file in the field `file`; `raw`: the handler gets the raw bytes and does its own parsing;
   * `binary`: the answer is a file, not an envelope. */
  readonly transport?: 'json' | 'multipart' | 'raw' | 'binary';
}

/** Declares an endpoint; keeps the literal types for handler and OpenAPI. */
export function endpoint<
  P extends StrictObject,
  Q extends StrictObject,
  B extends z.ZodType,
  O extends z.ZodType,
  const A extends Access,
>(definition: Endpoint<P, Q, B, O, A>): Endpoint<P, Q, B, O, A> {
  return definition;
}

/** What the contract says, or what every POST of somebody who is signed in does. */
export function idempotencyOf({ idempotent, method, access, transport }: Endpoint): Idempotency {
  if (idempotent !== undefined) return idempotent;
  return method === 'post' && SIGNED_IN.has(access) && (transport ?? 'json') === 'json'
    ? 'transaction'
    : 'no';
}

/** Opaque cursor of keyset paging. */
export const cursorSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w-]+$/, 'must be a cursor from an earlier page');

export const pageQuery = {
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

export const idParams = <const K extends string>(...names: K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, idSchema])) as Record<K, typeof idSchema>);

/**
 * A named schema or null. Not `.nullable()`: the OpenAPI generator prints a bare `$ref` for that, and the
 * null is lost on the way to the client's types.
 */
export const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

export const emptyOutput = z.strictObject({}).meta({ id: 'Empty' });
export const dateSchema = z.iso.datetime();

/** One line of text, trimmed; at least `min` characters. */
export const lineSchema = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), 'must be one line without control characters');

/** Text of several lines, trimmed. */
export const textSchema = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'must not hold control characters');

export { baseAmountSchema, idSchema };
