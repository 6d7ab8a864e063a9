import { CSV_BOM, csvRow } from '../../../shared/csv.ts';
import { formatUnits } from '../../../shared/money.ts';
import type { Language } from '../../../shared/refs.ts';
import { decimalsOf } from '../../integration/index.ts';
import type { AssetBalance, Statement } from './statement.ts';
import { STATEMENT_TEXTS, wordsForEvent, type StatementTexts } from './statement-texts.ts';

/** Whole coins; of an asset whose decimals nobody knows any more, base units. */
export const inCoins = (amountBase: bigint, asset: string): string =>
  formatUnits(amountBase, decimalsOf(asset) ?? 0);

/** `2026-03-01 12:30:00`: spreadsheets of every language read it as a time. */
const timeOf = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

const headings = (texts: StatementTexts): string[] => [
  texts.time,
  texts.what,
  texts.balance,
  texts.asset,
  texts.in,
  texts.out,
  texts.balanceAfter,
  texts.request,
  texts.payout,
];

const balanceRow = (at: Date | null, what: string, { asset, balanceBase }: AssetBalance): string =>
  csvRow([at === null ? '' : timeOf(at), what, '', asset, '', '', inCoins(balanceBase, asset), '', '']);

/** The statement as a file for spreadsheets, piece by piece. */
export async function* statementCsv(statement: Statement, language: Language): AsyncGenerator<string> {
  const texts = STATEMENT_TEXTS[language];
  yield CSV_BOM + csvRow(headings(texts));
  for (const balance of statement.opening) yield balanceRow(statement.from, texts.opening, balance);
  for await (const line of statement.lines) {
    const amount = inCoins(line.amountBase, line.asset);
    yield csvRow([
      timeOf(line.at),
      wordsForEvent(texts, line.event),
      texts.source[line.account],
      line.asset,
      line.direction === 'in' ? amount : '',
      line.direction === 'out' ? amount : '',
      inCoins(line.balanceBase, line.asset),
      line.requestId ?? '',
      line.payoutId ?? '',
    ]);
  }
  for (const balance of statement.closing()) yield balanceRow(statement.to, texts.closing, balance);
}
