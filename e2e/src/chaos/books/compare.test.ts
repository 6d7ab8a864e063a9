import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Line, Told, ToldOf } from '../journal.ts';
import type { ChainBook, GatewayRecord } from './chain.ts';
import { compareBooks } from './compare.ts';
import { readLedger, type Posting } from './ledger.ts';
import { readTold } from './told.ts';

const ASSET = 'ETH-USDT';
const money = (amount: string) => ({ amount, asset: ASSET });
const none: Posting['refs'] = { requestId: 'r1', contractId: 'c1', payoutId: null };

const post = (
  key: string,
  event: string,
  debit: string,
  credits: Record<string, string>,
  refs = none,
): Posting => ({
  ...{ key, event },
  refs: { ...none, ...refs },
  entries: [
    {
      account: debit,
      side: 'debit',
      money: money(
        Object.values(credits)
          .reduce((sum, amount) => sum + BigInt(amount), 0n)
          .toString(),
      ),
    },
    ...Object.entries(credits).map(([account, amount]) => ({
      account,
      side: 'credit' as const,
      money: money(amount),
    })),
  ],
});

/** One deal: 100 are paid (and one unit too much), released, and what the seller got is paid out. */
function story() {
  const milestone = { id: 'm1', sellerGets: money('97500000'), fee: money('2500000') };
  const deal = (
    role: 'buyer' | 'seller',
    status: string,
    version: number,
    of: string,
    held: string,
  ): Told => ({
    ...{
      kind: 'deal',
      requestId: 'r1',
      contractId: 'c1',
      role,
      buyerId: 'b',
      sellerId: 's',
      status,
      version,
    },
    milestones: [{ ...milestone, status: of, held: money(held) }],
  });
  const payout = (status: string, txid: string | null): ToldOf<'payout'> => ({
    ...{ kind: 'payout', id: 'p1', reference: 'reference', source: 'seller_payable', status, txid },
    ...{ money: money('97500000'), sent: money('97500000'), destination: '0xSeller' },
  });
  const nothing = { payout_inflight: '0', escrowSelling: '0', escrowBuying: '0', refund_payable: '0' };
  const told: [string, Told][] = [
    ['b', { kind: 'made', what: 'request', key: 'k1', id: 'r1' }],
    [
      'b',
      {
        kind: 'sent',
        requestId: 'r1',
        address: '0xInvoice',
        asset: ASSET,
        amountBase: '100000001',
        txid: '0xIn',
      },
    ],
    ['b', deal('buyer', 'funded', 3, 'pending', '100000000')],
    ['s', deal('seller', 'funded', 3, 'pending', '100000000')],
    ['b', deal('buyer', 'completed', 5, 'released', '0')],
    ['s', { kind: 'made', what: 'payout', key: 'k2', id: 'p1' }],
    ['s', payout('approved', null)],
    ['s', deal('seller', 'completed', 5, 'released', '0')],
    [
      'b',
      {
        ...{ kind: 'payment', requestId: 'r1', paymentId: 'pay1', contractId: 'c1', address: '0xInvoice' },
        ...{ status: 'completed', received: money('100000001') },
      },
    ],
    ['s', payout('confirmed', '0xOut')],
    ['s', { kind: 'count', what: 'payout', count: 1 }],
    ['b', { kind: 'count', what: 'request', count: 1 }],
    ['b', { kind: 'balance', asset: ASSET, ...nothing, seller_payable: '0', buyer_credit: '1' }],
    ['s', { kind: 'balance', asset: ASSET, ...nothing, seller_payable: '0', buyer_credit: '0' }],
  ];
  const lines: Line[] = told.map(([userId, one], index) => ({
    userId,
    at: new Date(index * 1_000).toISOString(),
    told: one,
  }));
  const ofPayout = { ...none, payoutId: 'p1' };
  const postings: Posting[] = [
    post('1', 'deposit', `gateway:${ASSET}`, { [`suspense:${ASSET}`]: '100000001' }),
    post('2', 'fund', `suspense:${ASSET}`, { 'escrow:c1:m1': '100000000', 'buyer_credit:b': '1' }),
    post('3', 'release', 'escrow:c1:m1', { 'seller_payable:s': '97500000', fee_revenue: '2500000' }),
    post('4', 'payout_reserved', 'seller_payable:s', { 'payout_inflight:p1': '97500000' }, ofPayout),
    post('5', 'payout_confirmed', 'payout_inflight:p1', { [`gateway:${ASSET}`]: '97500000' }, ofPayout),
  ];
  const chain: ChainBook = {
    incoming: [{ asset: ASSET, txid: '0xin', from: '0xbuyer', to: '0xinvoice', amountBase: 100_000_001n }],
    outgoing: [{ asset: ASSET, txid: '0xout', from: '0xhot', to: '0xseller', amountBase: 97_500_000n }],
    held: new Map([[ASSET, 2_500_001n]]),
  };
  const record: GatewayRecord = {
    received: new Map([[ASSET, 100_000_001n]]),
    transferred: new Map([['0xout', { asset: ASSET, destination: '0xseller', amountBase: 97_500_000n }]]),
  };
  return { lines, postings, chain, record };
}

type Story = ReturnType<typeof story>;

function differencesOf(change: (story: Story) => void): string[] {
  const { lines, postings, chain, record } = ((made: Story) => {
    change(made);
    return made;
  })(story());
  const books = { told: readTold(lines), ledger: readLedger(postings), chain, record, assets: [ASSET] };
  return compareBooks(books).differences;
}

/** Changes the last line of a kind. */
function retell<K extends Told['kind']>({ lines }: Story, kind: K, change: Partial<ToldOf<K>>): void {
  const line = lines.findLast(({ told }) => told.kind === kind);
  assert.ok(line);
  Object.assign(line.told, change);
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  assert.ok(first);
  return first;
}

describe('the three books', () => {
  it('say the same of a deal that went well', () => {
    assert.deepEqual(
      differencesOf(() => undefined),
      [],
    );
  });

  const lies: [string, (story: Story) => void][] = [
    [
      'a client was told one unit more',
      (one) => {
        retell(one, 'balance', { seller_payable: '1' });
      },
    ],
    [
      'a client sent something that the chain does not know',
      (one) => {
        retell(one, 'sent', { txid: '0xOther' });
      },
    ],
    [
      'a payout was told that was never confirmed',
      (one) => {
        retell(one, 'payout', { status: 'submitted' });
      },
    ],
    [
      'a payout was told with another transaction',
      (one) => {
        retell(one, 'payout', { txid: '0xOther' });
      },
    ],
    [
      'a payout changed its amount',
      (one) => {
        retell(one, 'payout', { sent: money('97500001') });
      },
    ],
    [
      'a deal went back to an older version',
      (one) => {
        retell(one, 'deal', { version: 2 });
      },
    ],
    [
      'a finished deal was told to be something else',
      (one) => {
        retell(one, 'deal', { status: 'refunded' });
      },
    ],
    [
      'a payment was told with less',
      (one) => {
        retell(one, 'payment', { received: money('100000000') });
      },
    ],
    [
      'a request was made twice',
      (one) => {
        retell(one, 'count', { count: 2 });
      },
    ],
    [
      'a client met what no answer explains',
      ({ lines }) => {
        lines.push({ ...firstOf(lines), told: { kind: 'wrong', what: 'x' } });
      },
    ],
    [
      'a funded deal fell apart',
      ({ lines }) => {
        const told: Told = { kind: 'lapsed', requestId: 'r1', role: 'buyer', status: 'completed' };
        lines.push({ ...firstOf(lines), at: '2100-01-01T00:00:00.000Z', told });
      },
    ],
    [
      'a posting is missing',
      ({ postings }) => {
        postings.splice(2, 1);
      },
    ],
    [
      'a deposit was booked twice',
      ({ postings }) => {
        postings.push({ ...firstOf(postings), key: '1b' });
      },
    ],
    [
      'a posting does not balance',
      ({ postings }) => {
        postings[1]?.entries.pop();
      },
    ],
    [
      'money came of which nobody was told',
      ({ chain }) => {
        chain.incoming.push({ ...firstOf(chain.incoming), txid: '0xmore' });
      },
    ],
    [
      'a payout was sent twice',
      ({ chain }) => {
        chain.outgoing.push({ ...firstOf(chain.outgoing), txid: '0xagain' });
      },
    ],
    [
      'a payout went elsewhere',
      ({ chain }) => {
        Object.assign(chain.outgoing[0] ?? {}, { to: '0xthief' });
      },
    ],
    [
      'the gateway holds less',
      ({ chain }) => {
        chain.held.set(ASSET, 2_500_000n);
      },
    ],
    [
      'the gateway counted something else',
      ({ record }) => {
        record.received.set(ASSET, 1n);
      },
    ],
    [
      'the gateway paid what it has no record of',
      ({ record }) => {
        record.transferred.clear();
      },
    ],
  ];
  for (const [name, change] of lies) {
    it(`differ where ${name}`, () => {
      assert.notDeepEqual(differencesOf(change), []);
    });
  }
});
