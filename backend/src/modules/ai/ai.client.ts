import type OpenAI from 'openai';
import { env } from '../../config/env.ts';
import { logger } from '../../platform/logger.ts';
import { forbidInTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import { answerSchema, type Answer } from './ai.prompt.ts';

/** A person waits for the answer and can ask again; the library would wait for as long as it is told to. */
const TIMEOUT_MS = 20_000;
const MAX_RETRIES = 0;
const MAX_OUTPUT_TOKENS = 2_000;

let client: OpenAI | undefined;

/**
 * The library is loaded at the first question: a start does not wait for it, and without a key nobody ever does.
 * @throws AppError AI_UNAVAILABLE when no key is configured
 */
async function openai(): Promise<OpenAI> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = env();
  if (apiKey === undefined) throw new AppError('AI_UNAVAILABLE');
  const { default: Client } = await import('openai');
  client ??= new Client({
    apiKey,
    ...(baseURL === undefined ? {} : { baseURL }),
    timeout: TIMEOUT_MS,
    maxRetries: MAX_RETRIES,
    // The library would print requests, and with them what people wrote.
    logLevel: 'off',
  });
  return client;
}

/** What may be logged of a failure: never the request, which holds a person's words. */
async function describe(error: unknown): Promise<Record<string, unknown>> {
  const { APIError } = await import('openai');
  if (error instanceof APIError) {
    return { status: error.status, code: error.code, type: error.type, openaiRequestId: error.requestID };
  }
  return { errorName: error instanceof Error ? error.name : typeof error };
}

/**
 * Asks the model for an answer that fits the schema.
 * @throws AppError AI_UNAVAILABLE for whatever goes wrong on the way
 */
export async function askModel(instructions: string, text: string): Promise<Answer> {
  forbidInTransaction('asking a language model');
  const api = await openai();
  const { zodTextFormat } = await import('openai/helpers/zod');
  try {
    const response = await api.responses.parse({
      model: env().OPENAI_MODEL,
      instructions,
      input: [{ role: 'user', content: text }],
      text: { format: zodTextFormat(answerSchema, 'request_suggestion') },
      max_output_tokens: MAX_OUTPUT_TOKENS,
      // Nothing is kept at the provider's either.
      store: false,
    });
    if (response.output_parsed === null) throw new Error('refused or incomplete');
    return response.output_parsed;
  } catch (error) {
    logger().warn(await describe(error), 'no suggestion from the language model');
    // Without its cause: parsers quote the answer in their errors, and errors end up in logs.
    throw new AppError('AI_UNAVAILABLE');
  }
}
