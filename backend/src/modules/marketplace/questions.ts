import type { z } from 'zod';
import { emitLater } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { toPage } from '../../shared/keyset.ts';
import { getUserRefs } from '../user/index.ts';
import type { Viewer } from './marketplace.policy.ts';
import { MAX_QUESTIONS_OF_ONE } from './marketplace.terms.ts';
import { presentQuestion } from './question.presenter.ts';
import {
  countQuestionsOf,
  findQuestion,
  findQuestions,
  insertQuestion,
  QUESTION_ORDER,
  setAnswer,
  type QuestionRecord,
} from './question.repository.ts';
import type { listQuestions as listContract, questionSchema } from './request.contract.ts';
import { loadRequest } from './transition-request.ts';
import { viewRequest } from './view-request.ts';

type Question = z.input<typeof questionSchema>;

const present = async (question: QuestionRecord): Promise<Question> =>
  presentQuestion(question, await getUserRefs([question.askerId]));

export interface ListQuestionsInput {
  readonly requestId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function listQuestions(
  { requestId, cursor, limit }: ListQuestionsInput,
  viewer: Viewer,
): Promise<z.input<typeof listContract.output>> {
  await viewRequest(requestId, viewer);
  const found = await findQuestions(requestId, cursor, limit + 1);
  const page = toPage(QUESTION_ORDER, found, limit, ({ askedAt }) => askedAt);
  const people = await getUserRefs(page.items.map(({ askerId }) => askerId));
  return {
    items: page.items.map((question) => presentQuestion(question, people)),
    nextCursor: page.nextCursor,
  };
}

/** Anybody who sees an open request, but its buyer, may ask. */
export async function askQuestion(
  input: { readonly requestId: string; readonly text: string },
  actor: Actor,
): Promise<Question> {
  const asked = await inTransaction(async (tx) => {
    const { request, role } = await viewRequest(input.requestId, actor);
    if (role === 'buyer') {
      throw new AppError('FORBIDDEN', { message: 'You cannot ask about your own request.' });
    }
    if (request.status !== 'open') throw new AppError('INVALID_TRANSITION');
    // Against floods, so two at the same moment may exceed it by one.
    if ((await countQuestionsOf(tx, request.id, actor.id)) >= MAX_QUESTIONS_OF_ONE) {
      throw new AppError('RATE_LIMITED', {
        message: `You have asked ${MAX_QUESTIONS_OF_ONE} questions about this request. Make an offer instead.`,
      });
    }
    const { buyerId } = request;
    const question = await insertQuestion(tx, { ...input, buyerId, askerId: actor.id });
    await emitLater(tx, {
      name: 'question:asked',
      ids: { requestId: request.id, questionId: question.id },
      addressees: [buyerId, actor.id],
      causedBy: actor.id,
    });
    return question;
  });
  return present(asked);
}

/** The buyer answers, once: others rely on what they read. */
export async function answerQuestion(
  input: { readonly questionId: string; readonly text: string },
  actor: Actor,
): Promise<Question> {
  const answered = await inTransaction(async (tx) => {
    const question = await findQuestion(tx, input.questionId);
    if (!question) throw new AppError('NOT_FOUND');
    if (question.buyerId !== actor.id) {
      // Told apart only for those who see the question.
      await viewRequest(question.requestId, actor);
      throw new AppError('FORBIDDEN');
    }
    const request = await loadRequest(tx, question.requestId);
    if (request.status !== 'open') throw new AppError('INVALID_TRANSITION');
    const written = await setAnswer(tx, question.id, input.text);
    if (!written) {
      throw new AppError('ALREADY_EXISTS', { message: 'This question has its answer already.' });
    }
    await emitLater(tx, {
      name: 'question:answered',
      ids: { requestId: question.requestId, questionId: question.id },
      addressees: [question.askerId, actor.id],
      causedBy: actor.id,
    });
    return written;
  });
  return present(answered);
}
