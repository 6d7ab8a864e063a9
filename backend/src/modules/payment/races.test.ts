import { beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { abandonDeal, actOnDeadline } from '../escrow/index.ts';
import { now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { payinBody } from '../../testing/fake-gateway.ts';
import { dealStatus, sendCallback } from '../../testing/paid-deals.ts';
import {
  creditOf,
  opened,
  owedTo,
  retryInbox,
  setPayinStage,
  shows,
  testApp,
  transaction,
  type PayinCase,
} from '../../testing/payin-stage.ts';
import { codeOfCall, race, RACE_PATIENCE_MS, ROUNDS } from '../../testing/races.ts';
import { checkLedger, moneyOfRequest } from '../ledger/index.ts';
import { workOffInbox } from './index.ts';

beforeAll(() => setPayinStage({}, { relay: false }));

const PAID = 100_000_000n;
const TOO_MUCH = 7_000_000n;

/** A payment whose whole amount and a little more stands at the gateway, told by nobody yet. */
async function paidUntold(round: number) {
  const at = await opened();
  const paid = transaction(round % 3 === 0 ? '107' : '100');
  shows(at.invoice, paid);
  return { at, body: payinBody(at.invoice, [paid]), extra: round % 3 === 0 ? TOO_MUCH : 0n };
}
type Scene = Awaited<ReturnType<typeof paidUntold>>;

const told =
  ({ body }: Scene) =>
  async (): Promise<string> => {
    const { status } = await sendCallback(testApp(), body);
    await workOffInbox();
    return String(status);
  };

const held = async ({ deal }: PayinCase): Promise<bigint> =>
  (await moneyOfRequest(deal.requestId))
    .filter(({ account }) => account.startsWith('escrow:'))
    .reduce((sum, { balanceBase }) => sum + balanceBase, 0n);

/** The money is in escrow, or all of it is owed back; never both, never neither. */
async function expectOneEnd({ at, extra }: Scene, ended: string): Promise<void> {
  // A look that lost against the other is repeated, as by the worker.
  await retryInbox();
  const status = await dealStatus(testApp(), at.deal).catch(() => ended);
  const money = { held: await held(at), owed: await owedTo(at), credit: await creditOf(at) };
  if (status === 'funded') expect(money).toEqual({ held: PAID, owed: 0n, credit: extra });
  else expect([status, money]).toEqual([ended, { held: 0n, owed: PAID + extra, credit: 0n }]);
}

test(
  `abandoned while the callback comes: funded or owed back, ${ROUNDS} times`,
  () =>
    race({
      stage: paidUntold,
      rivals: (scene) => [
        told(scene),
        () => codeOfCall(() => abandonDeal({ requestId: scene.at.deal.requestId }, scene.at.deal.buyer)),
        told(scene),
      ],
      verdict: async (scene, [first, abandoned, second]) => {
        expect([first, second]).toEqual(['202', '202']);
        expect(['done', 'CONFLICT', 'INVALID_TRANSITION']).toContain(abandoned);
        await expectOneEnd(scene, 'cancelled');
        const isFunded = (await held(scene.at)) > 0n;
        expect(isFunded).toBe(abandoned !== 'done');
      },
    }),
  RACE_PATIENCE_MS,
);

test(
  `timed out while the callback comes: funded or owed back, ${ROUNDS} times`,
  () =>
    race({
      stage: async (round) => {
        const scene = await paidUntold(round);
        await database()
          .collection('purchase_requests')
          .updateOne(
            { _id: new Types.ObjectId(scene.at.deal.requestId) },
            { $set: { 'deadlines.$[].at': now() } },
          );
        return scene;
      },
      rivals: (scene) => [
        told(scene),
        () => codeOfCall(() => actOnDeadline(scene.at.deal.requestId, 'paymentTimedOut')),
        () => codeOfCall(() => actOnDeadline(scene.at.deal.requestId, 'paymentTimedOut')),
      ],
      verdict: (scene) => expectOneEnd(scene, 'open'),
    }),
  RACE_PATIENCE_MS,
);

test('the books balance after all of that', async () => {
  expect((await checkLedger()).faults).toEqual([]);
});
