import { beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '../../platform/transaction.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import {
  eventsOf,
  nothingWritten,
  person,
  postOffer,
  postRequest,
  readRequest,
} from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { uploadFile } from '../file/file.contract.ts';
import * as contract from './request.contract.ts';
import { loadOffer, transitionOffer } from './transition-offer.ts';
import { loadRequest, transitionRequest } from './transition-request.ts';

const base = '/api/marketplace/requests';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let loser: TestActor;
let stranger: TestActor;

beforeAll(async () => {
  t = await startTestApp({ relay: false });
  [buyer, seller, loser, stranger] = await Promise.all([
    person('Buyer'),
    person('Seller'),
    person('Loser'),
    person('Stranger'),
  ]);
});

const upload = async (owner: TestActor, text: string) =>
  expectData(
    await t.api.post('/api/files').set(owner.auth).attach('file', Buffer.from(text), 'notes.txt'),
    uploadFile,
  );
const download = async (fileId: string, viewer?: TestActor): Promise<number> => {
  const call = t.api.get(`/api/files/${fileId}`);
  return (await (viewer ? call.set(viewer.auth) : call)).status;
};

/** What acceptance, payment and start do to the request, without their money. */
async function acceptOffer(requestId: string, offerId: string, ...next: ('fund' | 'start')[]): Promise<void> {
  await inTransaction(async (tx) => {
    const offer = await loadOffer(tx, offerId);
    await transitionOffer(tx, { offer, action: 'accept', by: 'buyer', actorId: buyer.id });
    let request = await transitionRequest(tx, {
      request: await loadRequest(tx, requestId),
      action: 'acceptOffer',
      by: 'buyer',
      actorId: buyer.id,
      set: { sellerId: offer.sellerId, acceptedOfferId: offer.id, activeContractId: offer.id },
      deadlines: [],
    });
    for (const action of next) {
      request = await transitionRequest(tx, {
        request,
        action,
        by: action === 'fund' ? 'gateway' : 'seller',
        actorId: null,
      });
    }
  });
}

describe('the private part', () => {
  const secret = { deliveryAddress: '12 Rose Street', contact: 'ring twice', note: 'blue door' };

  it('is shown to the buyer and, from acceptance on, to the accepted seller alone', async () => {
    const file = await upload(buyer, 'the floor plan');
    const { id } = await postRequest(t, buyer, { privatePart: { ...secret, attachmentIds: [file.id] } });
    const [offer] = await Promise.all([postOffer(t, seller, id), postOffer(t, loser, id)]);
    const admin = await person('Admin', { role: 'admin' });
    for (const viewer of [undefined, seller, loser, stranger, admin]) {
      expect((await readRequest(t, id, viewer)).privatePart).toBeNull();
    }
    expect(await download(file.id, seller)).toBe(404);

    await acceptOffer(id, offer.id);
    const part = { ...secret, attachments: [file] };
    expect(await readRequest(t, id, buyer)).toMatchObject({ viewerRole: 'buyer', privatePart: part });
    expect(await readRequest(t, id, seller)).toMatchObject({ viewerRole: 'seller', privatePart: part });
    expect(await readRequest(t, id, loser)).toMatchObject({ viewerRole: 'bidder', privatePart: null });
    expect(await readRequest(t, id, admin)).toMatchObject({ viewerRole: 'admin', privatePart: null });
    expect(await readRequest(t, id)).toMatchObject({ viewerRole: 'visitor', privatePart: null });
    expect(
      await Promise.all([seller, buyer, loser, undefined].map((viewer) => download(file.id, viewer))),
    ).toEqual([200, 200, 404, 404]);
  });

  it('never leaves by a list', async () => {
    const { id } = await postRequest(t, buyer, { title: 'Quixotic things', privatePart: secret });
    await postOffer(t, seller, id);
    const answers = await Promise.all([
      t.api.get(`${base}?q=quixotic`),
      t.api.get(`${base}/mine?role=buyer`).set(buyer.auth),
      t.api.get(`${base}/mine?role=seller`).set(seller.auth),
      t.api.get(`${base}/${id}/questions`),
      t.api.get(`${base}/${id}/offers`).set(buyer.auth),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('Rose Street');
      expect(answer.text).not.toContain('searchTerms');
    }
  });
});

describe('public files', () => {
  it('are the buyer’s alone until the request is published', async () => {
    const file = await upload(buyer, 'the brief');
    const made = await postRequest(t, buyer, { publish: false, attachmentIds: [file.id] });
    expect(made.attachments).toEqual([file]);
    expect(await download(file.id)).toBe(404);
    await t.api.post(`${base}/${made.id}/publish`).set(buyer.auth);
    expect((await readRequest(t, made.id)).attachments).toEqual([file]);
    expect(await download(file.id)).toBe(200);
  });

  it('cannot be somebody else’s', async () => {
    const file = await upload(seller, 'mine');
    const body = { title: 'Steal a file', attachmentIds: [file.id] };
    const refused = await nothingWritten(() =>
      t.api
        .post(base)
        .set(buyer.auth)
        .send({ ...body, description: 'x'.repeat(20), categoryId: 'other', deliveryDays: 1, language: 'en' }),
    );
    expectError(refused, 'VALIDATION_FAILED');
    expect(await download(file.id, buyer)).toBe(404);
  });
});

describe('a request for invited sellers', () => {
  const invite = (id: string, sellerIds: string[], actor = buyer) =>
    t.api.post(`${base}/${id}/invitations`).set(actor.auth).send({ sellerIds });
  const invitations = async (actor: TestActor) =>
    expectData(
      await t.api.get('/api/marketplace/invitations').set(actor.auth),
      contract.listInvitations,
    ).items.map(({ id }) => id);

  it('does not exist for anybody else', async () => {
    const file = await upload(buyer, 'for few eyes');
    const { id } = await postRequest(t, buyer, {
      title: 'Xylophone cases',
      visibility: 'invited',
      attachmentIds: [file.id],
    });
    expect(await eventsOf(id, { buyer })).toEqual(['request:created buyer']);
    for (const path of ['', '/questions', '/timeline', '/offers']) {
      expectError(await t.api.get(`${base}/${id}${path}`).set(stranger.auth), 'NOT_FOUND');
    }
    expectError(await t.api.get(`${base}/${id}`), 'NOT_FOUND');
    const tries = [
      () => t.api.post(`${base}/${id}/questions`).set(stranger.auth).send({ text: 'May I?' }),
      () => t.api.post(`${base}/${id}/cancel`).set(stranger.auth),
      () => invite(id, [stranger.id], stranger),
    ];
    for (const attempt of tries) expectError(await nothingWritten(attempt), 'NOT_FOUND');
    expect(expectData(await t.api.get(`${base}?q=xylophone`), contract.browseRequests).items).toEqual([]);

    const invited = expectData(await invite(id, [seller.id]), contract.inviteSellers);
    expect(invited.invitedSellers).toEqual([{ id: seller.id, name: 'Seller' }]);
    expect(await readRequest(t, id, seller)).toMatchObject({
      viewerRole: 'visitor',
      invitedSellers: null,
      abilities: ['submitOffer', 'ask'],
    });
    expect([await download(file.id, seller), await download(file.id, stranger)]).toEqual([200, 404]);
    expect(await invitations(seller)).toContain(id);
    expect(await invitations(stranger)).not.toContain(id);
    await postOffer(t, seller, id);
    expectError(await t.api.get(`${base}/${id}`).set(stranger.auth), 'NOT_FOUND');
  });

  it('tells each invited seller once, when it is open', async () => {
    const made = await postRequest(t, buyer, { publish: false, visibility: 'invited' });
    await invite(made.id, [seller.id, seller.id]);
    expect(await invitations(seller)).not.toContain(made.id);
    expectError(await t.api.get(`${base}/${made.id}`).set(seller.auth), 'NOT_FOUND');
    await t.api.post(`${base}/${made.id}/publish`).set(buyer.auth);
    await invite(made.id, [loser.id, seller.id]);
    await nothingWritten(() => invite(made.id, [loser.id]));
    expect(await eventsOf(made.id, { buyer, seller, loser })).toEqual([
      'request:updated buyer',
      'request:created buyer',
      'request:invited seller',
      'request:updated buyer',
      'request:invited loser',
    ]);
    expect((await invitations(seller)).filter((id) => id === made.id)).toHaveLength(1);
  });

  it('invites only people, not oneself, and only while it can be offered on', async () => {
    const { id } = await postRequest(t, buyer);
    for (const sellerIds of [['0'.repeat(24)], [buyer.id], [seller.id, '0'.repeat(24)]]) {
      const refused = await nothingWritten(() => invite(id, sellerIds));
      expect(expectError(refused, 'VALIDATION_FAILED')).toMatchObject([{ path: 'sellerIds' }]);
    }
    expectError(await nothingWritten(() => invite(id, [seller.id], stranger)), 'FORBIDDEN');
    await t.api.post(`${base}/${id}/cancel`).set(buyer.auth);
    expectError(await nothingWritten(() => invite(id, [seller.id])), 'INVALID_TRANSITION');
  });
});

describe('how a deal goes on', () => {
  it('is the parties’ affair: others see only that it was given away', async () => {
    const { id } = await postRequest(t, buyer);
    const [offer, lost] = await Promise.all([postOffer(t, seller, id), postOffer(t, loser, id)]);
    await acceptOffer(id, offer.id, 'fund', 'start');
    const statuses = await Promise.all(
      [buyer, seller, loser, stranger, undefined].map(
        async (viewer) => (await readRequest(t, id, viewer)).status,
      ),
    );
    expect(statuses).toEqual(['in_delivery', 'in_delivery', 'funded', 'funded', 'funded']);
    expect(await readRequest(t, id, loser)).toMatchObject({
      hasContract: false,
      myOfferId: lost.id,
      abilities: [],
    });
    expect(await readRequest(t, id, seller)).toMatchObject({ hasContract: true, myOfferId: offer.id });
    expectError(await t.api.get(`${base}/${id}/timeline`).set(loser.auth), 'FORBIDDEN');

    const mine = async (actor: TestActor, query: string) =>
      expectData(
        await t.api.get(`${base}/mine?role=seller&${query}`).set(actor.auth),
        contract.listMyRequests,
      )
        .items.filter((item) => item.id === id)
        .map(({ status }) => status);
    expect(await mine(loser, 'status=in_delivery')).toEqual([]);
    expect(await mine(loser, 'status=funded')).toEqual(['funded']);
    expect(await mine(seller, 'status=in_delivery')).toEqual(['in_delivery']);
    expect(await mine(seller, 'status=funded')).toEqual([]);
  });
});
