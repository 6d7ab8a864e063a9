import { beforeAll, describe, expect, it } from '@jest/globals';
import { advanceClock, freezeClock, HOUR_MS } from '../../../platform/clock.ts';
import { signInAs, type TestActor } from '../../../testing/actors.ts';
import { expectError } from '../../../testing/expect-envelope.ts';
import { giveBalance } from '../../../testing/money.ts';
import { startTestApp, type TestApp } from '../../../testing/test-app.ts';

let app: TestApp;
let seller: TestActor;
const start = new Date('2026-03-01T00:00:00.000Z');

beforeAll(async () => {
  app = await startTestApp({ relay: false });
  seller = await signInAs();
  freezeClock(start);
  for (let hour = 0; hour < 4; hour += 1) {
    await giveBalance(seller.id, 1_500_000n, hour === 3 ? 'buyer_credit' : 'seller_payable');
    if (hour === 1) await giveBalance(seller.id, 7n, 'refund_payable', 'ETH-USDC');
    await advanceClock(HOUR_MS);
  }
});

const file = async (query = '', who = seller) => {
  const response = await app.api
    .get(`/api/books/statement${query}`)
    .set(who.auth)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        done(null, Buffer.concat(chunks));
      });
    });
  return { response, text: (response.body as Buffer).toString('utf8') };
};

/** Cells of the rows without the heading; no cell of these holds a comma. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.split(','));

describe('the exported statement', () => {
  it('is a CSV file with a mark for spreadsheets and lines that end as they should', async () => {
    const { response, text } = await file('?to=2026-04-01T00:00:00Z');
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toBe('attachment; filename=amn-statement-2026-03-01.csv');
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(text.startsWith('\ufeffTime (UTC),What,Balance,Asset,In,Out,Balance afterwards,')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('runs from the opening to the closing balance', async () => {
    const { text } = await file('?from=2026-03-01T01:00:00Z&to=2026-03-01T03:00:00Z');
    expect(rowsOf(text).map((row) => [row[0], row[1], row[2], row[3], row[4], row[6]])).toEqual([
      ['2026-03-01 01:00:00', 'Opening balance', '', 'ETH-USDC', '', '0'],
      ['2026-03-01 01:00:00', 'Opening balance', '', 'ETH-USDT', '', '1.5'],
      ['2026-03-01 01:00:00', 'Your part of a settlement', 'Earned from sales', 'ETH-USDT', '1.5', '3'],
      ['2026-03-01 01:00:00', 'Your part of a settlement', 'Refunds', 'ETH-USDC', '0.000007', '0.000007'],
      ['2026-03-01 02:00:00', 'Your part of a settlement', 'Earned from sales', 'ETH-USDT', '1.5', '4.5'],
      ['2026-03-01 03:00:00', 'Closing balance', '', 'ETH-USDC', '', '0.000007'],
      ['2026-03-01 03:00:00', 'Closing balance', '', 'ETH-USDT', '', '4.5'],
    ]);
  });

  it('speaks the language asked for', async () => {
    const { text } = await file('?language=fa');
    expect(text).toContain('مانده‌ی پایان دوره');
    expect(text).toContain('درآمد فروش');
    expect(text).toContain(',1.5,');
  });

  it('is one’s own: somebody else’s holds nothing of it', async () => {
    const other = await signInAs();
    expect(rowsOf((await file('', other)).text)).toEqual([]);
  });

  it('refuses periods that run backwards, and formats that nobody writes', async () => {
    for (const query of [
      '?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z',
      '?format=xls',
      '?language=de',
    ]) {
      expectError(await app.api.get(`/api/books/statement${query}`).set(seller.auth), 'VALIDATION_FAILED');
    }
    expectError(await app.api.get('/api/books/statement'), 'UNAUTHENTICATED');
  });
});
