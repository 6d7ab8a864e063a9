import { beforeAll, expect, test } from '@jest/globals';
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
import { eventually, freePort, startServer } from '../testing/live-stack.ts';

/**
 * The server is killed as by a power cut while a dispute is settled. After another start the dispute, the deal and
 * the money are on the same side, once.
 */
let port = 0;

beforeAll(async () => {
  port = await freePort();
  // This process looks on: timers and the relay are for the one that is killed.
  Object.assign(process.env, { SWEEP_INTERVAL_MS: '600000' });
  await setDisputeStage();
});

const press = (url: string, { disputeId, buyer }: Case, splitId: string) =>
  fetch(`${url}/api/disputes/${disputeId}/splits/${splitId}/accept`, {
    method: 'POST',
    headers: { ...buyer.auth, 'Idempotency-Key': `crash-${disputeId}` },
  });

test.each([
  ['before', { escrow: PRICE_BASE, seller: 0n, buyer: 0n }],
  ['after', { escrow: 0n, seller: 58_500_000n, buyer: 40_000_000n }],
])(
  'killed %s the commit of a settlement: the same press again settles once',
  async (where, books) => {
    const at = await openedCase();
    const { splits } = await partyDoes(at, 'splits', at.seller, { buyerGets: sum(40_000_000n) });
    const splitId = splits[0]?.id ?? '';
    const doomed = await startServer(port, `dispute:${where}-commit`);
    await expect(press(doomed.url, at, splitId)).rejects.toThrow();
    expect((await doomed.exit).signal).toBe('SIGKILL');
    expect(await booksOf(at)).toEqual(books);
    expect((await readDispute(at)).status).toBe(where === 'before' ? 'awaiting_response' : 'settled');

    const server = await startServer(port);
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
    await server.stop();
  },
  120_000,
);
