import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { recordExchanges, type Exchanges } from './scenario.ts';
import {
  ApiExchangeSchema,
  CallbackSchema,
  KeysSchema,
  WebhookCaseSchema,
  type WebhookCase,
} from './shapes.ts';

const folder = join(import.meta.dirname, '../../../exchanges');
const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
  schema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));

const keys = read('keys', KeysSchema);
const api = read('api', z.array(ApiExchangeSchema));
const callbacks = read('callbacks', z.array(CallbackSchema));
const webhookCases = read('webhook-cases', z.array(WebhookCaseSchema));

const amount = z.string().regex(/^\d+(\.\d{1,10})?$/);
const txid = z.string().regex(/^0x[0-9a-f]{64}$/);
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);

/** The bodies of callbacks, field by field as the gateway's description lists them; nothing more, nothing less. */
const BODIES = {
  payment: z.strictObject({
    external_id: z.string(),
    crypto: z.string(),
    addr: address,
    fiat: z.literal('USD'),
    balance_fiat: amount,
    balance_crypto: amount,
    paid: z.boolean(),
    status: z.enum(['PARTIAL', 'PAID', 'OVERPAID']),
    fee_percent: amount,
    fee_fixed: amount,
    fee_policy: z.string(),
    overpaid_fiat: amount,
    transactions: z.array(
      z.strictObject({
        txid,
        date: z.string(),
        amount_crypto: amount,
        amount_fiat: amount,
        amount_fiat_without_fee: amount,
        fee_fiat: amount,
        trigger: z.boolean(),
        crypto: z.string(),
      }),
    ),
  }),
  unconfirmed: z.strictObject({
    status: z.literal('unconfirmed'),
    addr: address,
    amount,
    crypto: z.string(),
    external_id: z.string(),
    txid,
  }),
  payout: z.strictObject({
    payout_id: z.number(),
    external_id: z.string(),
    status: z.literal('SUCCESS'),
    amount,
    crypto: z.string(),
    amount_fiat: amount,
    currency_fiat: z.literal('USD'),
    tx_hash: txid,
    timestamp: z.string(),
  }),
};

describe('recorded exchanges', () => {
  let again: Exchanges;
  before(async () => {
    again = await recordExchanges();
  });

  it('are what this gateway says today', () => {
    assert.deepEqual(again.keys, keys);
    for (const [index, exchange] of api.entries())
      assert.deepEqual(again.api[index], exchange, exchange.name);
    for (const [index, exchange] of callbacks.entries()) {
      assert.deepEqual(again.callbacks[index], exchange, exchange.name);
    }
    assert.deepEqual(again.webhookCases, webhookCases);
    assert.equal(again.api.length, api.length);
    assert.equal(again.callbacks.length, callbacks.length);
  });

  it('have callbacks of every kind, with the fields that the description lists', () => {
    for (const { kind, body, name } of callbacks) {
      const checked = BODIES[kind].safeParse(JSON.parse(body));
      assert.ok(checked.success, `${name}: ${checked.error?.message ?? ''}`);
    }
    assert.deepEqual(
      new Set(callbacks.map(({ kind }) => kind)),
      new Set(['payment', 'unconfirmed', 'payout']),
    );
    const statuses = callbacks.map(({ body }) => (JSON.parse(body) as { status: string }).status);
    for (const status of ['PARTIAL', 'PAID', 'OVERPAID']) assert.ok(statuses.includes(status), status);
  });

  it('are signed as the three formats say', () => {
    const hmac = (key: string, message: string): string =>
      createHmac('sha256', key).update(message).digest('hex');
    for (const { body, headers, name } of callbacks) {
      const timestamp = String(keys.timestamp);
      assert.deepEqual(
        headers,
        {
          shkeeper: {
            'X-Shkeeper-Timestamp': timestamp,
            'X-Shkeeper-Signature': hmac(keys.apiKey, `${timestamp}.${body}`),
          },
          spec: { 'X-Signature': hmac(keys.webhookSecret, body) },
          'api-key': { 'X-Shkeeper-Api-Key': keys.apiKey },
        },
        name,
      );
    }
  });

  it('judge webhooks as a receiver written only for this test does', () => {
    for (const one of webhookCases) assert.equal(judge(one), one.status, `${one.format}: ${one.name}`);
  });
});

const PROOFS = { shkeeper: 'x-shkeeper-signature', spec: 'x-signature', 'api-key': 'x-shkeeper-api-key' };

function judge({ format, headers, body, now }: WebhookCase): number {
  const values = (name: string): string[] =>
    headers.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
  const proofs = Object.values(PROOFS).flatMap(values);
  const [proof] = values(PROOFS[format]);
  if (proofs.length !== 1 || proof === undefined) return 401;
  const same = (expected: string): boolean =>
    proof.length === expected.length && timingSafeEqual(Buffer.from(proof), Buffer.from(expected));
  if (format === 'api-key') return same(keys.apiKey) || same(keys.previousApiKey) ? 202 : 401;
  if (format === 'spec') {
    return same(createHmac('sha256', keys.webhookSecret).update(body).digest('hex')) ? 200 : 401;
  }
  const [timestamp = '', ...more] = values('x-shkeeper-timestamp');
  if (more.length > 0 || !/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp)) > 300) return 401;
  const sign = (key: string): string =>
    createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  return same(sign(keys.apiKey)) || same(sign(keys.previousApiKey)) ? 202 : 401;
}
