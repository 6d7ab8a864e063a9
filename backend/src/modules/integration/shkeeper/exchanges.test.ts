import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readCallback } from './shkeeper.callbacks.ts';
import { createShkeeperClient, type ShkeeperClient } from './shkeeper.client.ts';
import { GatewayError } from './shkeeper.http.ts';
import { isAuthentic } from './shkeeper.signature.ts';

/** Everything that was recorded at the gateway, played to our side of it. */
const DIR = join(import.meta.dirname, '../../../../../sandbox/exchanges');
const read = <S extends z.ZodType>(file: string, schema: S): z.infer<S> =>
  schema.parse(JSON.parse(readFileSync(join(DIR, file), 'utf8')));

const formatSchema = z.enum(['shkeeper', 'spec', 'api-key']);
const keys = read(
  'keys.json',
  z.looseObject({
    apiKey: z.string(),
    previousApiKey: z.string(),
    webhookSecret: z.string(),
    payoutUsername: z.string(),
    payoutPassword: z.string(),
    callbackUrl: z.string(),
    timestamp: z.number(),
  }),
);
const webhookCases = read(
  'webhook-cases.json',
  z.array(
    z.object({
      name: z.string(),
      format: formatSchema,
      now: z.number(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      status: z.number(),
      body: z.string(),
    }),
  ),
);
const callbacks = read(
  'callbacks.json',
  z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      body: z.string(),
      headers: z.record(formatSchema, z.record(z.string(), z.string())),
    }),
  ),
);
const exchanges = read(
  'api.json',
  z.array(
    z.object({
      name: z.string(),
      auth: z.string(),
      request: z.object({
        method: z.string(),
        path: z.string(),
        body: z.unknown().optional(),
        text: z.string().optional(),
      }),
      response: z.object({ status: z.number(), body: z.unknown().optional(), text: z.string().optional() }),
    }),
  ),
);

const keysFor = (format: z.infer<typeof formatSchema>): string[] =>
  format === 'spec' ? [keys.webhookSecret] : [keys.apiKey, keys.previousApiKey];

test.each(webhookCases.map((given) => [`${given.format}: ${given.name} → ${given.status}`, given] as const))(
  'webhook, %s',
  (_name, { format, headers, now, body, status }) => {
    const webhook = { rawHeaders: headers.flat(), rawBody: Buffer.from(body, 'utf8'), nowSeconds: now };
    const authentic = isAuthentic({ format, keys: keysFor(format) }, webhook);
    expect(authentic ? (format === 'spec' ? 200 : 202) : 401).toBe(status);
  },
);

describe('callbacks', () => {
  test.each(callbacks.map((callback) => [callback.name, callback] as const))(
    '%s is authentic in each format, and understood',
    (_name, { body, headers, kind }) => {
      for (const [format, given] of Object.entries(headers)) {
        const parsed = formatSchema.parse(format);
        const webhook = {
          rawHeaders: Object.entries(given).flat(),
          rawBody: Buffer.from(body, 'utf8'),
          nowSeconds: keys.timestamp,
        };
        expect(isAuthentic({ format: parsed, keys: keysFor(parsed) }, webhook)).toBe(true);
      }
      expect(readCallback(Buffer.from(body, 'utf8'))?.kind).toBe(kind === 'payment' ? 'payin' : kind);
    },
  );

  test('two callbacks for one invoice have two keys, two copies of one have the same', () => {
    const keyOf = (body: string) => readCallback(Buffer.from(body, 'utf8'))?.dedupKey;
    expect(new Set(callbacks.map(({ body }) => keyOf(body))).size).toBe(callbacks.length);
    const [first] = callbacks;
    const spaced = JSON.stringify(JSON.parse(first?.body ?? ''), null, 2);
    expect(keyOf(spaced)).toBe(keyOf(first?.body ?? ''));
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"external_id":{"$ne":null}}',
    '{"status":"PAID"}',
    '{"status":"EXPIRED","external_id":"a","crypto":"ETH","addr":"x"}',
  ])('a body such as %j is not taken for one', (body) => {
    expect(readCallback(Buffer.from(body, 'utf8'))).toBeNull();
  });
});

describe('calls', () => {
  let server: Server;
  let client: ShkeeperClient;
  let answer: (typeof exchanges)[number] | null = null;
  const seen: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const path = (req.url ?? '').replace('/api/v1', '');
        const body = Buffer.concat(chunks).toString('utf8');
        seen.push({ method: req.method ?? '', path, headers: req.headers, body });
        const { status, body: json, text } = answer?.response ?? { status: 418 };
        if (status === 302) res.setHeader('Location', '/login');
        res.statusCode = status;
        if (text === undefined) res.setHeader('Content-Type', 'application/json');
        res.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = createShkeeperClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      apiKey: keys.apiKey,
      payoutUsername: keys.payoutUsername,
      payoutPassword: keys.payoutPassword,
      timeoutMs: 2_000,
    });
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const bodySchema = z.record(z.string(), z.string());
  const play = async (exchange: (typeof exchanges)[number]): Promise<unknown> => {
    answer = exchange;
    const [path = '', query = ''] = exchange.request.path.split('?');
    const [, first = '', second = '', third = ''] = path.split('/');
    const body = bodySchema.safeParse(exchange.request.body).data ?? {};
    if (first === 'crypto') return client.listAssets();
    if (first === 'invoices') return client.readInvoice(second);
    if (second === 'quote') return client.quoteRate(first, body['amount'] ?? '');
    if (second === 'payment_request') {
      return client.requestInvoice({
        asset: first,
        externalId: body['external_id'] ?? 'x',
        amountUsd: body['amount'] ?? '1',
        callbackUrl: keys.callbackUrl,
      });
    }
    if (second === 'task') return client.readTask(first, third);
    if (second === 'payout' && third === 'status') {
      return client.readPayoutStatus(first, new URLSearchParams(query).get('external_id') ?? '');
    }
    if (second === 'payout') {
      return client.requestPayout({
        asset: first,
        externalId: body['external_id'] ?? 'x',
        amount: body['amount'] ?? '1',
        destination: body['destination'] ?? 'x',
        callbackUrl: keys.callbackUrl,
      });
    }
    return undefined;
  };

  const unused = (path: string): boolean => path.startsWith('/transactions/') || path.endsWith('/balance');
  const used = exchanges.filter(({ request }) => !unused(request.path));
  const outcomeOf = async (exchange: (typeof exchanges)[number]): Promise<unknown> => {
    try {
      return await play(exchange);
    } catch (error) {
      expect(error).toBeInstanceOf(GatewayError);
      const { message } = error as GatewayError;
      expect(message).not.toMatch(/Traceback|File "|\n|<html/);
      return (error as GatewayError).failure;
    }
  };

  const ADDRESS = '0x1697cda8c81cD2B84883398FD4Deb7c8E22A07E4';
  const expected: Record<string, unknown> = {
    coins: ['ETH', 'ETH-USDC', 'ETH-USDT'],
    'coins, one offline': ['ETH', 'ETH-USDT'],
    'new invoice': { gatewayId: '1', address: ADDRESS },
    'invoice again': { gatewayId: '1', address: ADDRESS },
    'invoice as it was': { gatewayId: '1', address: ADDRESS },
    'no key': 'refused',
    'wrong key': 'refused',
    'unknown coin': 'refused',
    'missing field': 'refused',
    'amount that is no number': 'refused',
    'unknown fiat': 'refused',
    'malformed JSON': 'unreachable',
    quote: '2500',
    'quote without amount': 'refused',
    'unpaid invoice': [],
    'unknown invoice': [],
    'unknown payout': null,
    'status of a payout answered too late': null,
  };

  test.each(used.map((exchange) => [exchange.name, exchange] as const))('%s', async (name, exchange) => {
    const outcome = await outcomeOf(exchange);
    const isPayout = exchange.request.path.endsWith('/payout');
    if (name in expected) {
      expect(outcome).toEqual(expected[name]);
    } else if (isPayout) {
      const taskId = z.looseObject({ task_id: z.string() }).safeParse(exchange.response.body).data?.task_id;
      expect(outcome).toMatchObject(
        taskId === undefined ? { outcome: 'unclear' } : { outcome: 'accepted', taskId },
      );
    } else {
      const shown = exchange.response.body as { invoices?: { txs: unknown[] }[] };
      expect(outcome).toMatchObject(shown.invoices ? (shown.invoices[0]?.txs ?? []) : shown);
    }
    const call = seen.at(-1);
    expect(call).toMatchObject({ method: exchange.request.method, path: exchange.request.path });
    const basic = isPayout || exchange.request.path.includes('/task/');
    expect(call?.headers['x-shkeeper-api-key']).toBe(
      basic || exchange.request.path === '/crypto' ? undefined : keys.apiKey,
    );
    expect(call?.headers.authorization?.startsWith('Basic ') ?? false).toBe(basic);
  });

  test('bodies carry exactly the recorded fields', () => {
    const fields = (path: string) => {
      const recorded = exchanges.find(({ request }) => request.path === path && request.body !== undefined);
      return Object.keys(recorded?.request.body ?? {}).sort();
    };
    const sent = (path: string) =>
      Object.keys(JSON.parse(seen.findLast((call) => call.path === path)?.body ?? '{}') as object).sort();
    for (const path of ['/ETH-USDT/payment_request', '/ETH-USDT/payout', '/ETH/quote']) {
      expect(sent(path)).toEqual(fields(path));
    }
  });

  test('a redirect is not followed', async () => {
    const before = seen.length;
    const redirect = exchanges.find(({ name }) => name === 'payout without a password');
    if (!redirect) throw new Error('the exchange is not recorded');
    expect(await play(redirect)).toEqual({
      outcome: 'unclear',
      reason: 'refused: the credentials are not accepted',
    });
    expect(seen.length).toBe(before + 1);
  });

  test('silence is unreachable, and a payout in silence is unclear', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const access = { apiKey: 'x', payoutUsername: 'x', payoutPassword: 'x', timeoutMs: 100 };
    const patient = createShkeeperClient({ baseUrl, ...access });
    await expect(patient.listAssets()).rejects.toMatchObject({ failure: 'unreachable' });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    const payout = { asset: 'ETH-USDT', externalId: 'x', amount: '1', destination: 'x', callbackUrl: 'x' };
    expect(await patient.requestPayout(payout)).toEqual({
      outcome: 'unclear',
      reason: 'unreachable: no connection',
    });
  });
});
