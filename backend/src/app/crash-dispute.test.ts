import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLedger } from '../modules/ledger/index.ts';
import {
  openedCase,
  partyDoes,
  readDispute,
  setDisputeStage,
  sum,
  type Case,
} from '../testing/dispute-stage.ts';
import { booksOf, postedFor, PRICE_BASE, readDeal } from '../testing/escrow-stage.ts';
import { eventually, pressAndDie, startServer, type LiveServer } from '../testing/live-stack.ts';

/**
 * The server is killed as by a power cut while a dispute is settled. Another one goes on, and the dispute, the deal
 * and the money are on the same side, once.
 */
const WHERE = ['before', 'after'] as const;
let server: LiveServer;
const settling = new Map<string, { at: Case; splitId: string }>();

const press = (url: string, { disputeId, buyer }: Case, splitId: string) =>
  fetch(`${url}/api/disputes/${disputeId}/splits/${splitId}/accept`, {
    method: 'POST',
    headers: { ...buyer.auth, 'Idempotency-Key': `crash-${disputeId}` },
  });

beforeAll(async () => {
  // This process looks on: timers and the relay are for the others.
  Object.assign(process.env, { SWEEP_INTERVAL_MS: '600000' });
  await setDisputeStage();
  for (const where of WHERE) {
    const at = await openedCase();
    const { splits } = await partyDoes(at, 'splits', at.seller, { buyerGets: sum(40_000_000n) });
    settling.set(where, { at, splitId: splits[0]?.id ?? '' });
  }
  [server] = await Promise.all([
    startServer(0),
    ...[...settling].map(([where, { at, splitId }]) =>
      pressAndDie(`dispute:${where}-commit`, (url) => press(url, at, splitId)),
    ),
  ]);
}, 180_000);
afterAll(() => server.stop());

test.each([
  ['before', { escrow: PRICE_BASE, seller: 0n, buyer: 0n }, 'awaiting_response'],
  ['after', { escrow: 0n, seller: 58_500_000n, buyer: 40_000_000n }, 'settled'],
] as const)(
  'killed %s the commit of a settlement: the same press again settles once',
  async (where, books, status) => {
    const { at, splitId } = settling.get(where) ?? {};
    if (!at || splitId === undefined) throw new Error('nobody settled');
    expect(await booksOf(at)).toEqual(books);
    expect((await readDispute(at)).status).toBe(status);

    const again = await eventually('an answer', async () => {
      const answer = await press(server.url, at, splitId);
      return answer.ok && answer;
    });
    expect(again.headers.get('Idempotent-Replayed')).toBe(where === 'after' ? 'true' : null);
    expect((await readDispute(at)).status).toBe('settled');
    expect((await readDeal(at)).status).toBe('settled');
    expect(await booksOf(at)).toEqual({ escrow: 0n, seller: 58_500_000n, buyer: 40_000_000n });
    expect(await postedFor(at)).toEqual(['deposit', 'fund', 'split']);
    expect((await checkLedger()).faults).toEqual([]);
  },
  120_000,
);
