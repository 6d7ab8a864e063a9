import type { z } from 'zod';
import type { QuestionRecord } from './question.repository.ts';
import type { questionSchema } from './request.contract.ts';
import { personOf, type People } from './request.presenter.ts';

export const presentQuestion = (
  { id, requestId, askerId, text, askedAt, answer }: QuestionRecord,
  people: People,
): z.input<typeof questionSchema> => ({
  id,
  requestId,
  asker: personOf(people, askerId),
  text,
  askedAt: askedAt.toISOString(),
  answer: answer && { text: answer.text, answeredAt: answer.answeredAt.toISOString() },
});
