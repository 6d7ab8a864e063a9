import { webhookHeaders, spoil } from '../signature.ts';
import type { CallbackExchange, Keys, WebhookCase } from './shapes.ts';

const WINDOW_S = 300;

type HeaderList = [string, string][];

/** What a receiver has to take and to refuse, made from one good callback. */
export function webhookCases(keys: Keys, sample: CallbackExchange): WebhookCase[] {
  const { body } = sample;
  const now = keys.timestamp;
  const signed = (apiKey: string, at: number): HeaderList =>
    Object.entries(webhookHeaders({ format: 'shkeeper', apiKey, secret: undefined }, body, at));
  const spec = (secret: string): HeaderList =>
    Object.entries(webhookHeaders({ format: 'spec', apiKey: '', secret }, body, now));
  const good = signed(keys.apiKey, now);
  const [timestamp, signature] = good as [[string, string], [string, string]];
  const goodSpec = spec(keys.webhookSecret);
  const key: [string, string] = ['X-Shkeeper-Api-Key', keys.apiKey];
  const flipped = body.replace('"PAID"', '"PAIE"');
  const spoiled = (headers: HeaderList): HeaderList => Object.entries(spoil(Object.fromEntries(headers)));
  const cut = ([name, value]: [string, string]): [string, string] => [name, value.slice(0, 32)];

  const cases: Omit<WebhookCase, 'body'>[] = [
    { name: 'a good signature', format: 'shkeeper', now, headers: good, status: 202 },
    {
      name: 'the key before the last rotation',
      format: 'shkeeper',
      now,
      headers: signed(keys.previousApiKey, now),
      status: 202,
    },
    { name: 'as old as may be', format: 'shkeeper', now: now + WINDOW_S, headers: good, status: 202 },
    { name: 'as far ahead as may be', format: 'shkeeper', now: now - WINDOW_S, headers: good, status: 202 },
    { name: 'too old', format: 'shkeeper', now: now + WINDOW_S + 1, headers: good, status: 401 },
    { name: 'too far ahead', format: 'shkeeper', now: now - WINDOW_S - 1, headers: good, status: 401 },
    {
      name: 'a flipped digit in the signature',
      format: 'shkeeper',
      now,
      headers: spoiled(good),
      status: 401,
    },
    {
      name: 'a signature cut short',
      format: 'shkeeper',
      now,
      headers: [timestamp, cut(signature)],
      status: 401,
    },
    {
      name: 'an empty signature',
      format: 'shkeeper',
      now,
      headers: [timestamp, [signature[0], '']],
      status: 401,
    },
    { name: 'no signature', format: 'shkeeper', now, headers: [timestamp], status: 401 },
    { name: 'no headers at all', format: 'shkeeper', now, headers: [], status: 401 },
    { name: 'no timestamp', format: 'shkeeper', now, headers: [signature], status: 401 },
    {
      name: 'a timestamp that is no number',
      format: 'shkeeper',
      now,
      headers: [[timestamp[0], 'today'], signature],
      status: 401,
    },
    {
      name: 'a timestamp that was not signed',
      format: 'shkeeper',
      now,
      headers: [[timestamp[0], String(now + 1)], signature],
      status: 401,
    },
    {
      name: 'the signature twice',
      format: 'shkeeper',
      now,
      headers: [timestamp, signature, signature],
      status: 401,
    },
    {
      name: 'a stranger’s key',
      format: 'shkeeper',
      now,
      headers: signed('a key that nobody was given', now),
      status: 401,
    },
    { name: 'the spec’s signature instead', format: 'shkeeper', now, headers: goodSpec, status: 401 },
    {
      name: 'the spec’s signature too',
      format: 'shkeeper',
      now,
      headers: [...good, ...goodSpec],
      status: 401,
    },
    { name: 'the key in clear instead', format: 'shkeeper', now, headers: [key], status: 401 },
    { name: 'a good signature', format: 'spec', now, headers: goodSpec, status: 200 },
    {
      name: 'a flipped digit in the signature',
      format: 'spec',
      now,
      headers: spoiled(goodSpec),
      status: 401,
    },
    {
      name: 'another secret',
      format: 'spec',
      now,
      headers: spec('a secret that nobody was given'),
      status: 401,
    },
    { name: 'the gateway’s own signature instead', format: 'spec', now, headers: good, status: 401 },
    {
      name: 'the gateway’s own signature too',
      format: 'spec',
      now,
      headers: [...goodSpec, ...good],
      status: 401,
    },
    { name: 'no headers at all', format: 'spec', now, headers: [], status: 401 },
    { name: 'a good key', format: 'api-key', now, headers: [key], status: 202 },
    { name: 'a wrong key', format: 'api-key', now, headers: spoiled([key]), status: 401 },
    { name: 'a signature instead', format: 'api-key', now, headers: good, status: 401 },
    { name: 'no headers at all', format: 'api-key', now, headers: [], status: 401 },
  ];
  return [
    ...cases.map((one) => ({ ...one, body })),
    {
      name: 'a flipped byte in the body',
      format: 'shkeeper',
      now,
      headers: good,
      body: flipped,
      status: 401,
    },
    {
      name: 'a flipped byte in the body',
      format: 'spec',
      now,
      headers: goodSpec,
      body: flipped,
      status: 401,
    },
  ];
}
