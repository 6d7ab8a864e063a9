import type { z } from 'zod';
import { consume } from '../../platform/rate-limit.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/refs.ts';
import { askModel } from './ai.client.ts';
import type { requestSuggestionSchema } from './ai.contract.ts';
import { instructionsFor, type Answer } from './ai.prompt.ts';

export type RequestSuggestion = z.infer<typeof requestSuggestionSchema>;

/** Each answer costs money. */
const SUGGESTIONS = { points: 40, seconds: 24 * 3600 };

const LIMITS = {
  title: { min: 4, max: 120 },
  description: { min: 20, max: 8000 },
  days: { min: 1, max: 365 },
};

const cut = (text: string, max: number): string => Array.from(text).slice(0, max).join('').trim();

/**
 * Brings an answer within what the form takes: one line, lengths, days.
 * @throws AppError AI_UNAVAILABLE when too little of it is left
 */
export function tidy(answer: Answer): RequestSuggestion {
  const title = cut(answer.title.replace(/[\p{Cc}\s]+/gu, ' ').trim(), LIMITS.title.max);
  // Line breaks stay; other control characters would be refused by the form.
  const description = cut(answer.description.replace(/[^\P{Cc}\n]/gu, ' ').trim(), LIMITS.description.max);
  if (title.length < LIMITS.title.min || description.length < LIMITS.description.min) {
    throw new AppError('AI_UNAVAILABLE');
  }
  const days = Math.round(answer.deliveryDays);
  const deliveryDays = Math.min(LIMITS.days.max, Math.max(LIMITS.days.min, days));
  return { title, description, categoryId: answer.categoryId, deliveryDays };
}

/**
 * A draft of a request from a few words. Neither the words nor the draft are stored.
 * @throws AppError AI_UNAVAILABLE, RATE_LIMITED
 */
export async function suggestRequest(
  input: { text: string; language: Language },
  actor: Actor,
): Promise<RequestSuggestion> {
  await consume('ai-suggestion', actor.id, SUGGESTIONS);
  return tidy(await askModel(instructionsFor(input.language), input.text));
}
