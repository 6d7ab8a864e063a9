import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Language } from '../../../shared/refs.ts';
import type { Period } from '../../ledger/index.ts';
import { openStatement, type Statement } from './statement.ts';
import { statementCsv } from './statement-csv.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const fileName = ({ from, to }: Statement, extension: string): string =>
  `amn-statement-${from === null ? '' : `${dayOf(from)}-`}${dayOf(to)}.${extension}`;

/** Answers with the file. What can fail fails before the first header. */
export async function sendStatement(
  res: Response,
  userId: string,
  input: { readonly period: Period; readonly language: Language },
): Promise<void> {
  const statement = await openStatement(userId, input.period);
  res.attachment(fileName(statement, 'csv'));
  res.set('Content-Type', 'text/csv; charset=utf-8');
  res.set('X-Content-Type-Options', 'nosniff');
  res.set('Cache-Control', 'private, no-store');
  await pipeline(Readable.from(statementCsv(statement, input.language)), res);
}
