import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { ActorRole } from '../../shared/process.ts';
import { AppError } from '../../shared/errors.ts';
import { content, privateContent } from '../../testing/marketplace.ts';
import { startPlatform } from '../../testing/platform.ts';
import {
  REQUEST_ACTIONS,
  REQUEST_STATUSES,
  type RequestAction,
  type RequestStatus,
} from './purchase-request.process.ts';
import { insertRequest, type RequestRecord } from './purchase-request.repository.ts';
import { changeDeadlines, loadRequest, transitionRequest } from './transition-request.ts';

const ACTORS: readonly ActorRole[] = ['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway'];

/**
 * Every legal step, written out a second time: a row that is changed by mistake shows here. From the rules of
 * a deal, one milestone.
 */
const LEGAL = `
  draft edit buyer draft
  draft publish buyer open
  draft cancel buyer cancelled
  open cancel buyer cancelled
  open expire timer expired
  open acceptOffer buyer awaiting_payment
  awaiting_payment paymentTimedOut timer open
  awaiting_payment abandon buyer cancelled
  awaiting_payment fund gateway funded
  funded start seller in_delivery
  funded decline seller refunded
  funded decline timer refunded
  funded deliver seller delivered
  in_delivery deliver seller delivered
  changes_requested deliver seller delivered
  in_delivery proposeExtension seller in_delivery
  changes_requested proposeExtension seller changes_requested
  in_delivery extend buyer in_delivery
  changes_requested extend buyer changes_requested
  in_delivery miss timer refunded
  delivered requestChanges buyer changes_requested
  changes_requested missChanges timer disputed
  delivered approve buyer completed
  delivered autoApprove timer completed
  ${['funded', 'in_delivery', 'delivered', 'changes_requested']
    .flatMap((status) =>
      ['buyer', 'seller'].flatMap((by) => [
        `${status} proposeCancel ${by} ${status}`,
        `${status} declineProposal ${by} ${status}`,
        `${status} agreeCancel ${by} refunded`,
        `${status} dispute ${by} disputed`,
      ]),
    )
    .join('\n')}
  ${['buyer', 'seller', 'mediator', 'timer'].map((by) => `disputed resolve ${by} settled`).join('\n')}
  disputed resume buyer in_delivery
  disputed resume seller in_delivery
  ${['funded', 'in_delivery', 'delivered', 'changes_requested', 'disputed', 'frozen']
    .map((status) => `${status} freeze gateway frozen`)
    .join('\n')}
  frozen thaw gateway in_delivery
  frozen unfund timer refunded`;

const target = new Map(
  LEGAL.trim()
    .split('\n')
    .map((line) => {
      const [from, action, by, to] = line.trim().split(' ');
      return [`${from} ${action} ${by}`, to as RequestStatus] as const;
    }),
);

const requests = () => database().collection('purchase_requests');
const timeline = (requestId: string) =>
  database()
    .collection('request_timeline')
    .find({ requestId: new Types.ObjectId(requestId) })
    .sort({ _id: 1 })
    .toArray();
const stored = (requestId: string) => requests().findOne({ _id: new Types.ObjectId(requestId) });

const deadline = { action: 'decline' as const, at: new Date('2030-01-01T00:00:00Z') };

async function requestIn(status: RequestStatus): Promise<RequestRecord> {
  const { id } = await inTransaction((tx) =>
    insertRequest(tx, new Types.ObjectId().toHexString(), content(), privateContent),
  );
  await requests().updateOne(
    { _id: new Types.ObjectId(id) },
    { $set: { status, version: 7, deadlines: [{ ...deadline, milestoneId: null }] } },
  );
  return loadRequest(null, id);
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

const take = (request: RequestRecord, action: RequestAction, by: ActorRole) =>
  inTransaction((tx) => transitionRequest(tx, { request, action, by, actorId: null }));

beforeAll(async () => {
  await startPlatform();
});

describe.each(REQUEST_STATUSES)('a request that is %s', (status) => {
  const combinations = REQUEST_ACTIONS.flatMap((action) => ACTORS.map((by) => ({ action, by })));
  const to = ({ action, by }: { action: RequestAction; by: ActorRole }) =>
    target.get(`${status} ${action} ${by}`);

  it('refuses every step that the table does not have, and nothing is written', async () => {
    const request = await requestIn(status);
    const before = await stored(request.id);
    const illegal = combinations.filter((step) => to(step) === undefined);
    for (const { action, by } of illegal) {
      const code = await codeOf(take(request, action, by));
      expect({ action, by, code }).toEqual({ action, by, code: 'INVALID_TRANSITION' });
    }
    expect(await stored(request.id)).toEqual(before);
    expect(await timeline(request.id)).toEqual([]);
    expect(illegal.length + combinations.filter((step) => to(step) !== undefined).length).toBe(162);
  });

  it('takes every step that the table has', async () => {
    for (const { action, by } of combinations.filter((step) => to(step) !== undefined)) {
      const request = await requestIn(status);
      const moved = await take(request, action, by);
      expect({ action, by, status: moved.status, version: moved.version }).toEqual({
        action,
        by,
        status: to({ action, by }),
        version: 8,
      });
      expect(await stored(request.id)).toMatchObject({ status: moved.status, version: 8 });
      expect(await timeline(request.id)).toMatchObject([{ action, by, from: status, to: moved.status }]);
    }
  });
});

describe('a transition', () => {
  it('is refused as a conflict when the request moved on since it was read', async () => {
    const request = await requestIn('draft');
    await take(request, 'edit', 'buyer');
    const before = await stored(request.id);
    expect(await codeOf(take(request, 'edit', 'buyer'))).toBe('CONFLICT');
    expect(await codeOf(take(request, 'publish', 'buyer'))).toBe('CONFLICT');
    expect(await stored(request.id)).toEqual(before);
    expect(await timeline(request.id)).toHaveLength(1);
  });

  it('lets one of two at the same moment win', async () => {
    const request = await requestIn('open');
    const codes = await Promise.all([
      codeOf(take(request, 'cancel', 'buyer')),
      codeOf(take(request, 'expire', 'timer')),
      codeOf(take(request, 'acceptOffer', 'buyer')),
    ]);
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done']);
    expect(await timeline(request.id)).toHaveLength(1);
  });

  it('keeps deadlines unless told, replaces them when told, and drops them at the end', async () => {
    const request = await requestIn('funded');
    const started = await take(request, 'start', 'seller');
    expect(started.deadlines).toEqual([deadline]);
    const milestoneId = new Types.ObjectId().toHexString();
    const next = [{ action: 'autoApprove' as const, at: new Date('2031-01-01T00:00:00Z'), milestoneId }];
    const delivered = await inTransaction((tx) =>
      transitionRequest(tx, {
        request: started,
        action: 'deliver',
        by: 'seller',
        actorId: null,
        deadlines: next,
      }),
    );
    expect(delivered.deadlines).toMatchObject(next);
    const moved = await inTransaction((tx) => changeDeadlines(tx, delivered, [deadline]));
    expect(moved).toMatchObject({ status: 'delivered', version: 10, deadlines: [deadline] });
    expect((await take(moved, 'approve', 'buyer')).deadlines).toEqual([]);
    expect(await codeOf(inTransaction((tx) => changeDeadlines(tx, delivered, [])))).toBe('CONFLICT');
  });

  it('writes the seller, the offer and the contract that are set with it, and takes them back', async () => {
    const set = {
      sellerId: new Types.ObjectId().toHexString(),
      acceptedOfferId: new Types.ObjectId().toHexString(),
      activeContractId: new Types.ObjectId().toHexString(),
    };
    const request = await requestIn('open');
    const accept = { request, action: 'acceptOffer', by: 'buyer', actorId: null, set } as const;
    const accepted = await inTransaction((tx) => transitionRequest(tx, accept));
    expect(accepted).toMatchObject(set);
    const expiry = { action: 'expire' as const, at: new Date('2032-01-01T00:00:00Z') };
    const nobody = { sellerId: null, acceptedOfferId: null, activeContractId: null };
    const reopened = await inTransaction((tx) =>
      transitionRequest(tx, {
        request: accepted,
        action: 'paymentTimedOut',
        by: 'timer',
        actorId: null,
        set: nobody,
        deadlines: [expiry],
      }),
    );
    expect(reopened).toMatchObject({ ...nobody, status: 'open', expiresAt: expiry.at, endsAt: expiry.at });
  });

  it('ends in the status that follows from several milestones where a step acts on one', async () => {
    const request = await requestIn('delivered');
    const step = { request, action: 'approve', by: 'buyer', actorId: null } as const;
    const moved = await inTransaction((tx) => transitionRequest(tx, { ...step, to: 'in_delivery' }));
    expect(moved.status).toBe('in_delivery');
    expect(await timeline(request.id)).toMatchObject([{ action: 'approve', to: 'in_delivery' }]);
  });

  it('ends where the caller says among the alternatives of the row, and nowhere else', async () => {
    for (const to of ['funded', 'delivered', 'changes_requested', 'in_delivery'] as const) {
      const request = await requestIn('disputed');
      const step = { request, action: 'resume', by: 'buyer', actorId: null, to } as const;
      expect((await inTransaction((tx) => transitionRequest(tx, step))).status).toBe(to);
    }
    const request = await requestIn('disputed');
    const step = { request, action: 'resume', by: 'buyer', actorId: null, to: 'draft' } as const;
    await expect(inTransaction((tx) => transitionRequest(tx, step))).rejects.toThrow('cannot lead to draft');
  });

  it('cannot be led anywhere else', async () => {
    const approve = { action: 'approve', by: 'buyer', actorId: null, to: 'open' } as const;
    const delivered = await requestIn('delivered');
    await expect(
      inTransaction((tx) => transitionRequest(tx, { request: delivered, ...approve })),
    ).rejects.toThrow('cannot lead to open');
    const open = await requestIn('open');
    const cancel = { request: open, action: 'cancel', by: 'buyer', actorId: null, to: 'completed' } as const;
    await expect(inTransaction((tx) => transitionRequest(tx, cancel))).rejects.toThrow(
      'cannot lead to completed',
    );
    expect(await stored(open.id)).toMatchObject({ status: 'open', version: 7 });
  });
});
