import { z } from 'zod';
import { dateSchema, endpoint } from '../../shared/endpoint.ts';
import { ledgerFaultSchema } from '../ledger/ledger.contract.ts';

export const checkBooks = endpoint({
  method: 'get',
  path: '/api/books/check',
  operationId: 'checkBooks',
  summary: 'Run every invariant now: those of the ledger, and what the gateway and the chain hold of it',
  tag: 'Books',
  access: 'admin',
  rateLimit: 'write',
  output: z
    .strictObject({
      ok: z.boolean(),
      checkedAt: dateSchema,
      postings: z.number().int(),
      invariants: z.array(z.strictObject({ name: z.string(), ok: z.boolean() }).meta({ id: 'Invariant' })),
      faults: z.array(ledgerFaultSchema),
    })
    .meta({ id: 'BooksCheck' }),
});
