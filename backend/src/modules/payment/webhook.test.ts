import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFakeGateway, type FakeGateway } from '../../testing/fake-gateway.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import { hmacHex, postRaw } from '../../testing/webhook-cases.ts';
import { workOffInbox } from './inbox.service.ts';
import { InboxModel } from './inbox.model.ts';

/** The gateway's own format over HTTP: what is accepted is stored and answered 202, all else is 401. */
const KEY = process.env['SHKEEPER_API_KEY'] ?? '';
const OLD_KEY = 'the-key-before-rotation';
let gateway: FakeGateway;
let t: TestApp;

beforeAll(async () => {
  gateway = await startFakeGateway();
  process.env['SHKEEPER_URL'] = gateway.url;
  process.env['SHKEEPER_PREVIOUS_API_KEY'] = OLD_KEY;
  t = await startTestApp({ relay: false });
});
afterAll(() => gateway.stop());

let counter = 0;
const newBody = (): string => {
  counter += 1;
  return JSON.stringify({
    status: 'unconfirmed',
    external_id: `stranger-${counter}`,
    addr: '0x1',
    amount: '1',
    crypto: 'ETH-USDT',
    txid: '0x2',
  });
};

type Headers = readonly (readonly [string, string])[];
const wallNow = (): number => Math.floor(Date.now() / 1000);
const sign = (body: string, key = KEY, at = wallNow()): Headers => [
  ['X-Shkeeper-Timestamp', String(at)],
  ['X-Shkeeper-Signature', hmacHex(key, `${at}.${body}`)],
];
const stored = () => InboxModel.countDocuments();

test.each([
  ['the present key', KEY],
  ['the key before', OLD_KEY],
])('signed with %s: stored, then answered with exactly 202', async (_what, key) => {
  const body = newBody();
  expect(await postRaw(t.url, sign(body, key), body)).toEqual({
    status: 202,
    json: { success: true, data: { received: true } },
  });
  const event = await InboxModel.findOne({ externalId: `stranger-${counter}` }).lean();
  expect(event).toMatchObject({ kind: 'unconfirmed', body, status: 'new' });
});

const flip = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1);
const tampered =
  (change: (signature: string) => string) =>
  (body: string): Headers => {
    const [time = ['', ''], signature = ['', '']] = sign(body);
    return [time, [signature[0], change(signature[1])]];
  };

test.each<[string, (body: string) => Headers]>([
  ['a flipped digit in the signature', tampered(flip)],
  ['a short signature', tampered((signature) => signature.slice(0, 40))],
  ['a long signature', tampered((signature) => `${signature}00`)],
  ['no hex at all', tampered(() => 'z'.repeat(64))],
  ['an empty signature', tampered(() => '')],
  ['letters beyond ASCII', tampered(() => 'é'.repeat(64))],
  ['no signature', (body) => sign(body).slice(0, 1)],
  ['no timestamp', (body) => sign(body).slice(1)],
  ['nothing', () => []],
  ['a repeated signature', (body) => [...sign(body), ...sign(body).slice(1)]],
  ['a second signature of another format', (body) => [...sign(body), ['X-Signature', hmacHex(KEY, body)]]],
  ['only the other format', (body) => [['X-Signature', hmacHex(KEY, body)]]],
  ['only the key in clear', () => [['X-Shkeeper-Api-Key', KEY]]],
  ['the key in clear beside it', (body) => [...sign(body), ['X-Shkeeper-Api-Key', KEY]]],
  ['an old timestamp', (body) => sign(body, KEY, wallNow() - 302)],
  ['a timestamp of the future', (body) => sign(body, KEY, wallNow() + 302)],
  ['another key', (body) => sign(body, 'a-key-of-somebody-else')],
])('%s is 401, and nothing is stored', async (_what, headersOf) => {
  const body = newBody();
  const before = await stored();
  const response = await postRaw(t.url, headersOf(body), body);
  expect(response).toMatchObject({
    status: 401,
    json: { success: false, error: { code: 'INVALID_SIGNATURE' } },
  });
  expect(await stored()).toBe(before);
});

test('a flipped byte of the body is 401', async () => {
  const body = newBody();
  const bytes = Buffer.from(body, 'utf8');
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  expect((await postRaw(t.url, sign(body), bytes)).status).toBe(401);
});

test('spaces that a parser would drop are part of what is signed', async () => {
  const body = newBody();
  const spaced = JSON.stringify(JSON.parse(body), null, 2);
  expect((await postRaw(t.url, sign(body), spaced)).status).toBe(401);
  expect((await postRaw(t.url, sign(spaced), spaced)).status).toBe(202);
});

describe('correctly signed, but nothing that can be worked with', () => {
  test('an unknown external id is kept as a dead letter and acknowledged', async () => {
    const body = newBody();
    expect((await postRaw(t.url, sign(body), body)).status).toBe(202);
    await workOffInbox();
    const kept = await InboxModel.findOne({ externalId: `stranger-${counter}` }).lean();
    expect(kept).toMatchObject({ status: 'dead', reason: 'unknown external_id', body });
  });

  test.each([
    ['an empty body', ''],
    ['no JSON', '{"external_id":'],
    ['no object', '[1]'],
    ['operators for a database', '{"external_id":{"$ne":null},"status":"unconfirmed"}'],
    [
      'an amount that is no number',
      '{"status":"unconfirmed","external_id":"a","addr":"x","amount":"1e400","crypto":"ETH","txid":"0x1"}',
    ],
    ['an expiry', '{"status":"EXPIRED","external_id":"a","addr":"x","crypto":"ETH"}'],
  ])('%s is kept and acknowledged, once', async (_what, body) => {
    const before = await stored();
    expect((await postRaw(t.url, sign(body), body)).status).toBe(202);
    expect((await postRaw(t.url, sign(body), body)).status).toBe(202);
    expect(await stored()).toBe(before + 1);
    expect(await InboxModel.findOne({ body }).lean()).toMatchObject({ kind: 'unreadable', status: 'dead' });
  });

  test('a body that is too large is refused, not stored', async () => {
    const body = JSON.stringify({ external_id: 'x'.repeat(300_000) });
    expect(await postRaw(t.url, sign(body), body)).toMatchObject({
      status: 413,
      json: { error: { code: 'PAYLOAD_TOO_LARGE' } },
    });
  });
});
