import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { OUTSIDE_INVARIANTS } from '../modules/books/index.ts';
import { checkLedger, kindOf, postings, WITHDRAWABLE_KINDS, type Posting } from '../modules/ledger/index.ts';
import { ACCOUNT_KINDS } from '../modules/ledger/ledger.accounts.ts';
import { POSTING_EVENTS } from '../modules/ledger/ledger.postings.ts';
import { startPlatform } from '../testing/platform.ts';
import { wireModules } from './wire.ts';

/** docs/escrow-and-ledger.md says what the code does. */

const page = readFileSync(join(import.meta.dirname, '../../../docs/escrow-and-ledger.md'), 'utf8');

/** The section under a heading, up to the next one. */
const section = (heading: string): string =>
  page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

const rowsOf = (heading: string): string[][] =>
  section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---') && !line.startsWith('|-'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const named = (cell: string): string[] =>
  cell === 'a withdrawable'
    ? ['withdrawable']
    : [...cell.matchAll(/`([a-z_]+)/g)].map((match) => match[1] ?? '');

const refs = { requestId: 'r', contractId: 'c', milestoneId: 'm', paymentId: 'p' };
const amount = { asset: 'ETH-USDT', amountBase: 5n };
const deposit = { ...amount, depositId: 'd', sequence: 1, refs };
const payout = { ...amount, source: 'seller_payable', userId: 's', payoutId: 'o' } as const;

/** One posting of each builder, with everything it can move. */
const samples: readonly Posting[] = [
  postings.deposit(deposit),
  postings.depositReversed({ ...deposit, from: 'suspense' }),
  postings.depositReversed({ ...deposit, from: 'quarantine' }),
  postings.fund({
    asset: 'ETH-USDT',
    buyerId: 'b',
    parts: [{ milestoneId: 'm', amountBase: 4n }],
    creditBase: 2n,
    excessBase: 1n,
    refs,
  }),
  postings.creditReserved({ ...deposit, buyerId: 'b' }),
  postings.creditReturned({ ...deposit, buyerId: 'b' }),
  postings.excess({ ...deposit, buyerId: 'b' }),
  postings.unfundedRefund({ ...deposit, buyerId: 'b' }),
  postings.quarantine(deposit),
  postings.quarantineOwed({ ...deposit, buyerId: 'b' }),
  postings.quarantineDismissed(deposit),
  postings.reorg({
    ...deposit,
    escrow: [{ milestoneId: 'm', amountBase: 4n }],
    buyerId: 'b',
    creditBase: 1n,
    refundBase: 1n,
    lossBase: 1n,
  }),
  postings.refill({ ...deposit, parts: [{ milestoneId: 'm', amountBase: 4n }] }),
  postings.lossRecovered(deposit),
  postings.release({ asset: 'ETH-USDT', sellerId: 's', sellerGetsBase: 4n, feeBase: 1n, refs }),
  postings.refund({ ...amount, buyerId: 'b', refs }),
  postings.split({
    asset: 'ETH-USDT',
    buyerId: 'b',
    sellerId: 's',
    buyerGetsBase: 2n,
    sellerGetsBase: 2n,
    feeBase: 1n,
    refs,
  }),
  postings.payoutReserved(payout),
  postings.payoutConfirmed({ ...payout, feeBase: 1n }),
  postings.payoutFailed(payout),
  postings.networkFee({ ...amount, payoutId: 'o' }),
  postings.gasTopUp({ ...amount, reference: 'r' }),
  postings.sweepFees({ ...amount, reconciliationId: 'r' }),
  postings.sweepFeesReturned({ ...amount, reconciliationId: 'r' }),
];

const isWithdrawable = (kind: string): boolean => (WITHDRAWABLE_KINDS as readonly string[]).includes(kind);

function kindsOn(posting: Posting, side: 'debit' | 'credit'): string[] {
  const kinds = posting.entries.filter((entry) => entry.side === side).map(({ account }) => kindOf(account));
  // Payouts come from any balance of a person.
  const byName = posting.event.startsWith('payout_');
  return [...new Set(kinds.map((kind) => (byName && isWithdrawable(kind) ? 'withdrawable' : kind)))].sort();
}

beforeAll(async () => {
  await startPlatform();
  wireModules();
});

describe('the page about escrow and ledger', () => {
  it('names every kind of account', () => {
    const accounts = rowsOf('Accounts').flatMap(([cell = '']) => named(cell));
    expect(accounts.sort()).toEqual([...ACCOUNT_KINDS].sort());
  });

  it('has a row for every event, in the order of the code', () => {
    const events = rowsOf('Postings').flatMap(([cell = '']) => named(cell));
    expect(events).toEqual([...POSTING_EVENTS]);
  });

  it('says of every builder what it debits and credits', () => {
    const rows = new Map(
      rowsOf('Postings').map(([event = '', debit = '', credit = '']) => [event, { debit, credit }]),
    );
    const events = [...new Set(samples.map(({ event }) => event))];
    for (const event of events) {
      const row = rows.get(`\`${event}\``);
      // Of a builder with more than one way there is a sample of each.
      const kinds = (side: 'debit' | 'credit') => [
        ...new Set(samples.filter((sample) => sample.event === event).flatMap((one) => kindsOn(one, side))),
      ];
      expect([event, named(row?.debit ?? '').sort(), named(row?.credit ?? '').sort()]).toEqual([
        event,
        kinds('debit').sort(),
        kinds('credit').sort(),
      ]);
    }
    expect(events).toHaveLength(Object.keys(postings).length);
  });

  it('lists every invariant', async () => {
    const { invariants } = await checkLedger();
    const listed = [...section('Invariants').matchAll(/^- (.+)$/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...invariants, ...OUTSIDE_INVARIANTS].sort());
  });
});
