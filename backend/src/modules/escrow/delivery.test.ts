import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS } from '../../platform/clock.ts';
import type { TestActor } from '../../testing/actors.ts';
import {
  act,
  booksOf,
  changesBody,
  dealIn,
  deliveryBody,
  does,
  milestoneOf,
  PRICE_BASE,
  readDeal,
  setEscrowStage,
  stage,
  timelineOf,
  untouched,
} from '../../testing/escrow-stage.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, inMs, person } from '../../testing/marketplace.ts';
import type { WaitingDeal } from '../../testing/paid-deals.ts';
import { uploadFile } from '../file/file.contract.ts';

beforeAll(() => setEscrowStage({ relay: false }));

const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };
/** How far a time on the wire is from so many ms from now, in seconds. */
const secondsOff = (at: string | null | undefined, ms: number): number =>
  Math.abs(new Date(at ?? 0).getTime() - new Date(inMs(ms)).getTime()) / 1000;

const upload = async (by: TestActor, name: string) =>
  expectData(
    await stage().api.post('/api/files').set(by.auth).attach('file', Buffer.from(name), `${name}.txt`),
    uploadFile,
  );
const mayRead = async (fileId: string, by: TestActor): Promise<number> =>
  (await stage().api.get(`/api/files/${fileId}`).set(by.auth)).status;

describe('the start', () => {
  it('sets the timer on the delivery date and three days more', async () => {
    const deal = await dealIn('funded');
    expect((await readDeal(deal)).deadline?.action).toBe('decline');
    const started = await does(deal, 'start', deal.seller);
    const [milestone] = started.contract.milestones;
    expect(started).toMatchObject({ status: 'in_delivery', turn: 'seller', yourTurn: true });
    expect(secondsOff(milestone?.dueAt, 10 * DAY_MS)).toBeLessThan(20);
    expect(started.deadline).toEqual({
      action: 'miss',
      at: new Date(new Date(milestone?.dueAt ?? 0).getTime() + 3 * DAY_MS).toISOString(),
    });
    expect(await booksOf(deal)).toEqual(HELD);
  });

  it('happens once when it is pressed twice', async () => {
    const deal = await dealIn('funded');
    const answers = await Promise.all([1, 2].map(() => act(deal, 'start', deal.seller)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await timelineOf(deal)).filter((line) => line === 'start seller')).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('carries its evidence, which the buyer and nobody else can open', async () => {
    const deal = await dealIn('in_delivery');
    const [stranger, admin] = [await person('Stranger'), await person('Ada', { role: 'admin' })];
    const file = await upload(deal.seller, 'logo');
    expect(await mayRead(file.id, deal.buyer)).toBe(404);
    const body = await deliveryBody(deal, {
      link: 'https://example.org/logo',
      trackingNumber: 'IR-123',
      attachmentIds: [file.id],
    });
    const after = await does(deal, 'deliver', deal.seller, body);
    const [milestone] = after.contract.milestones;
    expect(milestone).toMatchObject({
      status: 'delivered',
      deliveries: [
        { note: body.note, link: 'https://example.org/logo', trackingNumber: 'IR-123', attachments: [file] },
      ],
    });
    expect(after).toMatchObject({ status: 'delivered', turn: 'buyer', yourTurn: false });
    expect(after.deadline).toEqual({ action: 'autoApprove', at: milestone?.inspectionEndsAt });
    expect(secondsOff(milestone?.inspectionEndsAt, 7 * DAY_MS)).toBeLessThan(20);
    const readers = [deal.buyer, deal.seller, stranger, admin];
    expect(await Promise.all(readers.map((reader) => mayRead(file.id, reader)))).toEqual([
      200, 200, 404, 404,
    ]);
    const people = { buyer: deal.buyer, seller: deal.seller };
    expect((await eventsOf(deal.requestId, people)).at(-1)).toBe('request:delivered buyer seller');
    expect(await booksOf(deal)).toEqual(HELD);
  });

  it('may come without a start, which it then is', async () => {
    const deal = await dealIn('funded');
    const after = await does(deal, 'deliver', deal.seller, await deliveryBody(deal));
    expect(after.status).toBe('delivered');
    expect(after.deadline?.action).toBe('autoApprove');
  });

  it('happens once when it is sent twice, under one key or under none', async () => {
    for (const key of ['deliver-only-once', undefined]) {
      const deal = await dealIn('in_delivery');
      const body = await deliveryBody(deal);
      const answers = await Promise.all([1, 2].map(() => act(deal, 'deliver', deal.seller, body, key)));
      expect(answers.map(({ status }) => status).sort()).toEqual(key ? [200, 200] : [200, 409]);
      expect((await milestoneOf(deal)).deliveries).toHaveLength(1);
    }
  });

  it('is refused with what is not the seller’s, of another deal, or not right', async () => {
    const [deal, other] = [await dealIn('in_delivery'), await dealIn('in_delivery')];
    const theirs = await upload(deal.buyer, 'theirs');
    const elsewhere = (await milestoneOf(other)).id;
    const bad: [object, 'VALIDATION_FAILED' | 'NOT_FOUND'][] = [
      [{ attachmentIds: [theirs.id] }, 'VALIDATION_FAILED'],
      [{ attachmentIds: [new Types.ObjectId().toHexString()] }, 'VALIDATION_FAILED'],
      [{ milestoneId: elsewhere }, 'NOT_FOUND'],
      [{ note: '' }, 'VALIDATION_FAILED'],
      [{ note: 'x'.repeat(4001) }, 'VALIDATION_FAILED'],
      [{ link: 'javascript:alert(1)' }, 'VALIDATION_FAILED'],
      [{ status: 'released' }, 'VALIDATION_FAILED'],
    ];
    const bodies = await Promise.all(
      bad.map(async ([changes, code]) => [await deliveryBody(deal, changes), code] as const),
    );
    await untouched(async () => {
      for (const [body, code] of bodies) expectError(await act(deal, 'deliver', deal.seller, body), code);
    });
  });
});

describe('changes', () => {
  const round = async (deal: WaitingDeal) => {
    await does(deal, 'changes', deal.buyer, await changesBody(deal));
    return does(deal, 'deliver', deal.seller, await deliveryBody(deal));
  };

  it('stop the inspection and set a date for the next delivery', async () => {
    const deal = await dealIn('delivered');
    const after = await does(deal, 'changes', deal.buyer, await changesBody(deal));
    const [milestone] = after.contract.milestones;
    expect(after).toMatchObject({ status: 'changes_requested', turn: 'seller', yourTurn: false });
    expect(milestone).toMatchObject({
      status: 'changes_requested',
      inspectionEndsAt: null,
      changeRoundsLeft: 2,
      changeRequests: [{ note: 'The small one is blurred.', redeliveryDueAt: milestone?.dueAt }],
    });
    expect(secondsOff(milestone?.dueAt, 5 * DAY_MS)).toBeLessThan(20);
    expect(after.deadline?.action).toBe('missChanges');
    expect(secondsOff(after.deadline?.at, 8 * DAY_MS)).toBeLessThan(20);
    expect(await booksOf(deal)).toEqual(HELD);
  });

  it('are asked for three times at most; the inspection starts anew each time', async () => {
    const deal = await dealIn('delivered');
    for (const left of [2, 1, 0]) {
      const again = await round(deal);
      const [milestone] = again.contract.milestones;
      expect([milestone?.changeRoundsLeft, again.deadline?.action]).toEqual([left, 'autoApprove']);
      expect(secondsOff(milestone?.inspectionEndsAt, 7 * DAY_MS)).toBeLessThan(20);
    }
    expect((await readDeal(deal)).abilities).not.toContain('requestChanges');
    const body = await changesBody(deal);
    expectError(await untouched(() => act(deal, 'changes', deal.buyer, body)), 'INVALID_TRANSITION');
    const { deliveries, changeRequests } = await milestoneOf(deal);
    expect([deliveries.length, changeRequests.length]).toEqual([4, 3]);
  });

  it('are refused with a body that is not right', async () => {
    const deal = await dealIn('delivered');
    const good = await changesBody(deal);
    await untouched(async () => {
      for (const changes of [
        { note: 'No' },
        { redeliveryDays: 0 },
        { redeliveryDays: 91 },
        { refund: true },
      ]) {
        const body = { ...good, ...changes };
        expectError(await act(deal, 'changes', deal.buyer, body), 'VALIDATION_FAILED');
      }
    });
  });
});
