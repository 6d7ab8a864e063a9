import { z } from 'zod';
import { route } from '../shared/define-route.ts';
import { endpoint, idParams, pageQuery } from '../shared/endpoint.ts';
import { AppError } from '../shared/errors.ts';
import { forbidInTransaction } from '../platform/transaction.ts';
import { positiveBaseAmountSchema } from '../shared/money.ts';

/** Routes of no module, one for each thing that the pipeline does. */

const common = { tag: 'Test', rateLimit: 'read', summary: 'test' } as const;
export const id = '0123456789abcdef01234567';

export const createThing = endpoint({
  ...common,
  method: 'post',
  path: '/api/test/things/:thingId',
  operationId: 'testCreateThing',
  access: 'verified',
  params: idParams('thingId'),
  body: z.strictObject({
    title: z.string().trim().min(3).max(20),
    amountBase: positiveBaseAmountSchema,
    count: z.number().int().min(1).max(10).optional(),
    tags: z.array(z.string()).max(2).optional(),
    nested: z.strictObject({ deep: z.string() }).optional(),
    kind: z.enum(['a', 'b']).optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  }),
  output: z.strictObject({ thingId: z.string(), title: z.string(), call: z.number() }),
  successStatus: 201,
});
export const listThings = endpoint({
  ...common,
  method: 'get',
  path: '/api/test/things',
  operationId: 'testListThings',
  access: 'optional',
  query: z.strictObject({ ...pageQuery }),
  cacheControl: 'public, max-age=30',
  output: z.strictObject({ viewer: z.string().nullable(), limit: z.number() }),
});
export const getThing = endpoint({
  ...common,
  method: 'get',
  path: '/api/test/things/:thingId',
  operationId: 'testGetThing',
  access: 'user',
  params: idParams('thingId'),
  output: z.strictObject({ thingId: z.string() }),
});
export const failing = endpoint({
  ...common,
  method: 'post',
  path: '/api/test/fail/:how',
  operationId: 'testFail',
  access: 'public',
  params: z.strictObject({ how: z.enum(['bug', 'leak', 'conflict']) }),
  output: z.strictObject({ fine: z.boolean() }),
});
export const asking = endpoint({
  ...common,
  method: 'post',
  path: '/api/test/ask/:thingId',
  operationId: 'testAsk',
  access: 'verified',
  idempotent: 'after',
  params: idParams('thingId'),
  body: z.strictObject({ answer: z.enum(['yes', 'no', 'fails']) }),
  output: z.strictObject({ call: z.number() }),
});
export const admin = endpoint({
  ...common,
  method: 'get',
  path: '/api/test/admin',
  operationId: 'testAdmin',
  access: 'admin',
  output: z.strictObject({}),
});
export const sensitive = endpoint({
  ...admin,
  path: '/api/test/sensitive',
  operationId: 'testSensitive',
  access: 'user',
  stepUp: true,
});
export const sandbox = endpoint({
  ...admin,
  path: '/api/test/sandbox',
  operationId: 'testSandbox',
  access: 'sandbox',
});
export const raw = endpoint({
  ...common,
  method: 'post',
  path: '/api/test/raw',
  operationId: 'testRaw',
  access: 'gateway',
  transport: 'raw',
  output: z.strictObject({ bytes: z.string() }),
  successStatus: 202,
});

/** How often `createThing` or `asking` ran. */
export const calls = { count: 0 };
export const routes = [
  route(createThing, ({ input }) => ({
    thingId: input.thingId,
    title: input.title,
    call: (calls.count += 1),
  })),
  route(asking, ({ input }) => {
    forbidInTransaction('asking somebody');
    calls.count += 1;
    if (input.answer === 'no') throw new AppError('INVALID_TRANSITION');
    if (input.answer === 'fails') throw new AppError('PROVIDER_UNAVAILABLE');
    return { call: calls.count };
  }),
  route(listThings, ({ input, actor }) => ({ viewer: actor?.id ?? null, limit: input.limit })),
  route(getThing, ({ input }) => ({ thingId: input.thingId })),
  route(failing, ({ input }) => {
    if (input.how === 'conflict') throw new AppError('CONFLICT');
    if (input.how === 'leak') return { fine: true, passwordHash: 'x' };
    throw new Error('secret internals');
  }),
  route(admin, () => ({})),
  route(sensitive, () => ({})),
  route(sandbox, () => ({})),
  route(raw, ({ rawBody }) => ({ bytes: rawBody?.toString('hex') ?? '' })),
];

/** What `createThing` takes. */
export const good = { title: 'A thing', amountBase: '12500000' };
