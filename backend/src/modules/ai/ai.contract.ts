import { z } from 'zod';
import { endpoint, textSchema } from '../../shared/endpoint.ts';
import { languageSchema } from '../../shared/refs.ts';
import { categoryIdSchema } from '../marketplace/request.contract.ts';

const tag = 'AI';

export const requestSuggestionSchema = z
  .strictObject({
    title: z.string(),
    description: z.string(),
    categoryId: categoryIdSchema,
    deliveryDays: z.number().int().min(1).max(365),
  })
  .meta({ id: 'RequestSuggestion' });

export const suggestRequest = endpoint({
  method: 'post',
  path: '/api/ai/request-suggestion',
  operationId: 'suggestRequest',
  // The answer holds the person's words, which are kept nowhere.
  idempotent: 'no',
  summary: 'Turn a few words into a draft request, to be read and corrected by the buyer; nothing is stored',
  tag,
  access: 'verified',
  rateLimit: 'upload',
  body: z
    .strictObject({ text: textSchema(10, 1000), language: languageSchema })
    .meta({ id: 'SuggestRequest' }),
  output: requestSuggestionSchema,
});
