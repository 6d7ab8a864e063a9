import { Types, type ClientSession } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { sessionOption } from '../../platform/transaction.ts';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import { QuestionModel, type QuestionDocument } from './question.model.ts';

export interface QuestionRecord {
  readonly id: string;
  readonly requestId: string;
  readonly buyerId: string;
  readonly askerId: string;
  readonly text: string;
  readonly askedAt: Date;
  readonly answer: { readonly text: string; readonly answeredAt: Date } | null;
}

const toRecord = ({ _id, requestId, buyerId, askerId, ...rest }: QuestionDocument): QuestionRecord => ({
  ...rest,
  id: _id.toHexString(),
  requestId: requestId.toHexString(),
  buyerId: buyerId.toHexString(),
  askerId: askerId.toHexString(),
});

export async function insertQuestion(
  tx: ClientSession,
  question: Pick<QuestionRecord, 'requestId' | 'buyerId' | 'askerId' | 'text'>,
): Promise<QuestionRecord> {
  const document: QuestionDocument = {
    _id: new Types.ObjectId(),
    requestId: new Types.ObjectId(question.requestId),
    buyerId: new Types.ObjectId(question.buyerId),
    askerId: new Types.ObjectId(question.askerId),
    text: question.text,
    askedAt: now(),
    answer: null,
  };
  await QuestionModel.create([document], { session: tx });
  return toRecord(document);
}

export async function findQuestion(
  tx: ClientSession | null,
  questionId: string,
): Promise<QuestionRecord | null> {
  const found = await QuestionModel.findById(
    new Types.ObjectId(questionId),
    null,
    sessionOption(tx),
  ).lean<QuestionDocument | null>();
  return found ? toRecord(found) : null;
}

/** @returns null when it was answered before */
export async function setAnswer(
  tx: ClientSession,
  questionId: string,
  text: string,
): Promise<QuestionRecord | null> {
  const written = await QuestionModel.findOneAndUpdate(
    { _id: new Types.ObjectId(questionId), answer: null },
    { $set: { answer: { text, answeredAt: now() } } },
    { session: tx, returnDocument: 'after' },
  ).lean<QuestionDocument | null>();
  return written ? toRecord(written) : null;
}

export const countQuestionsOf = (tx: ClientSession, requestId: string, askerId: string): Promise<number> =>
  QuestionModel.countDocuments(
    { requestId: new Types.ObjectId(requestId), askerId: new Types.ObjectId(askerId) },
    { session: tx },
  );

/** Oldest first. */
export const QUESTION_ORDER: Keyset = { name: 'questions', field: 'askedAt', type: 'date', direction: 1 };

export async function findQuestions(
  requestId: string,
  cursor: string | undefined,
  limit: number,
): Promise<QuestionRecord[]> {
  const ofRequest = { requestId: new Types.ObjectId(requestId) };
  const found = await QuestionModel.find(allOf(ofRequest, afterCursor(QUESTION_ORDER, cursor)))
    .sort(sortOf(QUESTION_ORDER))
    .limit(limit)
    .lean<QuestionDocument[]>();
  return found.map(toRecord);
}
