import { z } from 'zod';
import { endpoint } from '../../../shared/endpoint.ts';
import { languageSchema } from '../../../shared/refs.ts';
import { FORWARDS, isForwards, periodQuery } from '../../ledger/ledger.contract.ts';

export const exportStatement = endpoint({
  method: 'get',
  path: '/api/books/statement',
  operationId: 'exportStatement',
  summary: 'Your statement of a period as a file for spreadsheets (CSV, UTF-8), oldest first',
  tag: 'Books',
  access: 'user',
  rateLimit: 'read',
  transport: 'binary',
  query: z
    .strictObject({
      ...periodQuery,
      format: z.enum(['csv']).default('csv'),
      language: languageSchema.default('en'),
    })
    .refine(isForwards, FORWARDS),
  output: z.string().meta({ format: 'binary' }),
});
