import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import { registerEventTypes } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActorRole } from '../../shared/process.ts';
import { startPlatform } from '../../testing/platform.ts';
import { disputeEvents } from './dispute.events.ts';
import { DisputeModel } from './dispute.model.ts';
import {
  DISPUTE_ACTIONS,
  DISPUTE_STATUSES,
  disputeProcess,
  type DisputeAction,
  type DisputeStatus,
} from './dispute.process.ts';
import { findDispute, insertDispute, type DisputeRecord } from './dispute.repository.ts';
import { moveDispute } from './dispute.transition.ts';

const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];

const each = (froms: string, action: string, bys: string, to = '='): string[] =>
  froms
    .split(' ')
    .flatMap((from) => bys.split(' ').map((by) => `${from} ${action} ${by} ${to === '=' ? from : to}`));

const LIVE = 'awaiting_response negotiation mediation proposed ruled appealed';
const UNDECIDED = 'awaiting_response negotiation mediation proposed';
const PARTIES = 'buyer seller';

/** Every legal step, written out a second time from the rules: a row that is changed by mistake shows here. */
const LEGAL = [
  ...each('opened', 'notify', 'buyer seller timer', 'awaiting_response'),
  ...each('awaiting_response', 'respond', PARTIES, 'negotiation'),
  ...each('awaiting_response', 'noResponse', 'timer', 'mediation'),
  ...each('negotiation', 'negotiationEnded', 'timer', 'mediation'),
  ...each(LIVE, 'addEvidence', 'buyer seller mediator'),
  ...each(LIVE, 'offerSplit', PARTIES),
  ...each(LIVE, 'declineSplit', PARTIES),
  ...each(LIVE, 'sealSplit', PARTIES),
  ...each(LIVE, 'unsealSplit', PARTIES),
  ...each(LIVE, 'settle', PARTIES, 'settled'),
  ...each('mediation appealed', 'assign', 'mediator admin'),
  ...each('mediation proposed appealed', 'reassign', 'mediator admin'),
  ...each('mediation appealed', 'remind', 'timer'),
  ...each('mediation appealed', 'escalate', 'timer'),
  ...each(LIVE, 'addNote', 'mediator admin'),
  ...each('mediation', 'propose', 'mediator', 'proposed'),
  ...each('proposed', 'acceptProposal', PARTIES),
  ...each('proposed', 'declineProposal', PARTIES),
  ...each('proposed', 'rule', 'mediator timer', 'ruled'),
  ...each('ruled', 'appeal', PARTIES, 'appealed'),
  ...each('ruled', 'waiveAppeal', PARTIES),
  ...each('ruled', 'finalise', 'buyer seller timer', 'final'),
  ...each('appealed', 'decideAppeal', 'mediator', 'final'),
  ...each(UNDECIDED, 'offerWithdrawal', PARTIES),
  ...each(UNDECIDED, 'declineWithdrawal', PARTIES),
  ...each(UNDECIDED, 'withdraw', PARTIES, 'withdrawn'),
];

const target = new Map(
  LEGAL.map((line) => {
    const [from, action, by, to] = line.split(' ');
    return [`${from} ${action} ${by}`, to as DisputeStatus] as const;
  }),
);

const id = () => new Types.ObjectId().toHexString();

async function disputeIn(status: DisputeStatus): Promise<DisputeRecord> {
  const about = { requestId: id(), contractId: id(), milestoneId: id(), buyerId: id(), sellerId: id() };
  const inserted = await inTransaction((tx) =>
    insertDispute(
      tx,
      {
        ...about,
        title: 'A logo',
        asset: 'ETH-USDT',
        heldBase: 100n,
        opener: 'buyer',
        openedBy: 'buyer',
        reason: 'late',
        wish: null,
      },
      now(),
    ),
  );
  await DisputeModel.updateOne({ _id: inserted.id }, { $set: { status, version: 7 } });
  return { ...inserted, status, version: 7 };
}

const stored = (disputeId: string) => DisputeModel.findById(disputeId).lean();
const outbox = () => database().collection('outbox').countDocuments();

async function take(dispute: DisputeRecord, action: DisputeAction, by: ActorRole): Promise<string> {
  try {
    return (await inTransaction((tx) => moveDispute(tx, dispute, { action, by, actorId: null }))).status;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

beforeAll(async () => {
  registerEventTypes(disputeEvents);
  await startPlatform();
});

it('posts with settled and final only', () => {
  const posting = disputeProcess.transitions.filter((row) => row.posting !== undefined);
  expect(posting.map(({ action, to }) => `${action} ${to}`)).toEqual([
    'settle settled',
    'finalise final',
    'decideAppeal final',
  ]);
  for (const { to, posting: event } of disputeProcess.transitions) {
    expect(event === undefined).toBe(to !== 'settled' && to !== 'final');
  }
});

it('has a timer in every status that waits for somebody', () => {
  for (const status of DISPUTE_STATUSES.filter((name) => !disputeProcess.final.includes(name))) {
    const timed = disputeProcess.transitions.some(
      ({ from, by, afterMs }) => from.includes(status) && by.includes('timer') && afterMs !== undefined,
    );
    expect([status, timed]).toEqual([status, status !== 'opened']);
  }
});

describe.each(DISPUTE_STATUSES)('a dispute that is %s', (status) => {
  const combinations = DISPUTE_ACTIONS.flatMap((action) => ACTORS.map((by) => ({ action, by })));
  const to = ({ action, by }: { action: DisputeAction; by: ActorRole }) =>
    target.get(`${status} ${action} ${by}`);

  it('refuses every step that the table does not have, and nothing is written', async () => {
    const dispute = await disputeIn(status);
    const before = [await stored(dispute.id), await outbox()];
    for (const { action, by } of combinations.filter((step) => to(step) === undefined)) {
      expect([action, by, await take(dispute, action, by)]).toEqual([action, by, 'INVALID_TRANSITION']);
    }
    expect([await stored(dispute.id), await outbox()]).toEqual(before);
    expect(combinations).toHaveLength(156);
  });

  it('takes every step that the table has, once', async () => {
    for (const { action, by } of combinations.filter((step) => to(step) !== undefined)) {
      const dispute = await disputeIn(status);
      expect([action, by, await take(dispute, action, by)]).toEqual([action, by, to({ action, by })]);
      const after = await findDispute(null, dispute.id);
      expect(after).toMatchObject({ status: to({ action, by }), version: 8 });
      // A stale copy cannot be used for a second step.
      expect(await take(dispute, action, by)).toBe('CONFLICT');
    }
  });
});
