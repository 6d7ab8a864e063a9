import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { eventsOf, nothingWritten, person, postRequest, readAll } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as requestContract from './request.contract.ts';

const base = '/api/marketplace';
let t: TestApp;
let buyer: TestActor;
let seller: TestActor;
let rival: TestActor;

beforeAll(async () => {
  t = await startTestApp({ relay: false });
  [buyer, seller, rival] = await Promise.all([person('Buyer'), person('Seller'), person('Rival')]);
});

describe('questions', () => {
  const ask = (actor: TestActor, requestId: string, text = 'Which colours do you like?') =>
    t.api.post(`${base}/requests/${requestId}/questions`).set(actor.auth).send({ text });
  const answer = (actor: TestActor, questionId: string, text = 'Green.') =>
    t.api.post(`${base}/questions/${questionId}/answer`).set(actor.auth).send({ text });
  const list = async (requestId: string, query = '') =>
    expectData(
      await t.api.get(`${base}/requests/${requestId}/questions?${query}`),
      requestContract.listQuestions,
    );

  it('are asked by sellers, answered once by the buyer, and read by everybody', async () => {
    const { id } = await postRequest(t, buyer);
    const asked = expectData(await ask(seller, id), requestContract.askQuestion);
    expect(asked).toMatchObject({ asker: { id: seller.id, name: 'Seller' }, answer: null });
    expectError(await nothingWritten(() => answer(rival, asked.id)), 'FORBIDDEN');
    expectError(await nothingWritten(() => answer(seller, asked.id)), 'FORBIDDEN');
    const [one, two] = await Promise.all([
      answer(buyer, asked.id, 'Green.'),
      answer(buyer, asked.id, 'Blue.'),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    expectError(await nothingWritten(() => answer(buyer, asked.id, 'Red.')), 'ALREADY_EXISTS');
    const { items } = await list(id);
    expect(items).toHaveLength(1);
    expect(['Green.', 'Blue.']).toContain(items[0]?.answer?.text);
    expect((await eventsOf(id, { buyer, seller })).slice(1)).toEqual([
      'question:asked buyer seller',
      'question:answered buyer seller',
    ]);
  });

  it('come oldest first, in pages', async () => {
    const { id } = await postRequest(t, buyer);
    const made = [];
    for (let index = 0; index < 5; index += 1) {
      made.push(expectData(await ask(seller, id, `Question ${index}`), requestContract.askQuestion).id);
    }
    expect((await readAll((cursor) => list(id, `limit=2${cursor}`))).flat()).toEqual(made);
  });

  it('are not asked by the buyer, nor once the request is over, nor without end', async () => {
    const { id } = await postRequest(t, buyer);
    expectError(await nothingWritten(() => ask(buyer, id)), 'FORBIDDEN');
    const talker = await person('Talker');
    for (let index = 0; index < 20; index += 1) expect((await ask(talker, id)).status).toBe(201);
    expectError(await nothingWritten(() => ask(talker, id)), 'RATE_LIMITED');
    const { items } = await list(id, 'limit=1');
    await t.api.post(`${base}/requests/${id}/cancel`).set(buyer.auth);
    expectError(await nothingWritten(() => ask(seller, id)), 'INVALID_TRANSITION');
    expectError(await nothingWritten(() => answer(buyer, items[0]?.id ?? '')), 'INVALID_TRANSITION');
    expectError(await nothingWritten(() => answer(buyer, '0'.repeat(24))), 'NOT_FOUND');
  });
});
