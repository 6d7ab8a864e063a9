import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { isAuthentic, MAX_AGE_SECONDS, type WebhookFormat } from './shkeeper.signature.ts';

const KEY = 'wallet-api-key';
const OLD_KEY = 'wallet-api-key-before';
const NOW = 1_780_000_000;
const BODY: Buffer = Buffer.from('{"external_id":"a","amount":"1.5","note":"پرداخت"}', 'utf8');

const hmac = (key: string, ...parts: (string | Buffer)[]): string => {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

const signed = (key = KEY, timestamp = String(NOW), body = BODY): string[] => [
  'X-Shkeeper-Timestamp',
  timestamp,
  'X-Shkeeper-Signature',
  hmac(key, `${timestamp}.`, body),
];

const check = (format: WebhookFormat, rawHeaders: readonly string[], rawBody = BODY, keys = [KEY]): boolean =>
  isAuthentic({ format, keys }, { rawHeaders, rawBody, nowSeconds: NOW });

const flip = (text: string): string => (text.startsWith('0') ? '1' : '0') + text.slice(1);
const flipBody = (): Buffer => {
  const copy = Buffer.from(BODY);
  copy[5] = (copy[5] ?? 0) ^ 1;
  return copy;
};

describe('format shkeeper', () => {
  test('takes what the gateway signs, whatever the case of the header names', () => {
    expect(check('shkeeper', ['Host', 'x', ...signed()])).toBe(true);
    expect(
      check(
        'shkeeper',
        signed().map((text, index) => (index % 2 ? text : text.toLowerCase())),
      ),
    ).toBe(true);
  });

  test('takes both keys while they are rotated, and no third', () => {
    expect(check('shkeeper', signed(OLD_KEY), BODY, [KEY, OLD_KEY])).toBe(true);
    expect(check('shkeeper', signed('another'), BODY, [KEY, OLD_KEY])).toBe(false);
  });

  test.each([
    ['one byte of the body flipped', signed(), flipBody()],
    ['one digit of the signature flipped', [...signed().slice(0, 3), flip(signed()[3] ?? '')], BODY],
    ['a signature cut short', [...signed().slice(0, 3), (signed()[3] ?? '').slice(0, 62)], BODY],
    ['an empty signature', [...signed().slice(0, 3), ''], BODY],
    ['upper-case hex', [...signed().slice(0, 3), (signed()[3] ?? '').toUpperCase()], BODY],
    ['no signature', signed().slice(0, 2), BODY],
    ['no timestamp', signed().slice(2), BODY],
    ['no header at all', [], BODY],
    ['the signature twice', [...signed(), ...signed().slice(2)], BODY],
    ['the timestamp twice', [...signed(), ...signed().slice(0, 2)], BODY],
    ['a second signature of another format', [...signed(), 'X-Signature', hmac(KEY, BODY)], BODY],
    ['the key in clear beside it', [...signed(), 'X-Shkeeper-Api-Key', KEY], BODY],
    ['only the format of the specification', ['X-Signature', hmac(KEY, BODY)], BODY],
    ['only the key in clear', ['X-Shkeeper-Api-Key', KEY], BODY],
    [
      'a timestamp that was not signed',
      ['X-Shkeeper-Timestamp', String(NOW - 1), ...signed().slice(2)],
      BODY,
    ],
    ['a timestamp that is no number', signed(KEY, '1e9'), BODY],
    ['a negative timestamp', signed(KEY, '-5'), BODY],
    ['an old timestamp', signed(KEY, String(NOW - MAX_AGE_SECONDS - 1)), BODY],
    ['a timestamp from the future', signed(KEY, String(NOW + MAX_AGE_SECONDS + 1)), BODY],
  ])('refuses %s', (_what, headers, body) => {
    expect(check('shkeeper', headers, body)).toBe(false);
  });

  test('takes a timestamp at either end of the window', () => {
    expect(check('shkeeper', signed(KEY, String(NOW - MAX_AGE_SECONDS)))).toBe(true);
    expect(check('shkeeper', signed(KEY, String(NOW + MAX_AGE_SECONDS)))).toBe(true);
  });
});

describe('format spec', () => {
  const header = ['X-Signature', hmac(KEY, BODY)];

  test('takes an HMAC over the raw body, by both keys', () => {
    expect(check('spec', header)).toBe(true);
    expect(check('spec', ['x-signature', hmac(OLD_KEY, BODY)], BODY, [KEY, OLD_KEY])).toBe(true);
  });

  test.each([
    ['a flipped body', header, flipBody()],
    ['a flipped signature', ['X-Signature', flip(header[1] ?? '')], BODY],
    ['a short one', ['X-Signature', (header[1] ?? '').slice(2)], BODY],
    ['two of them', [...header, ...header], BODY],
    ['none', ['Content-Type', 'application/json'], BODY],
    ['a valid signature of the other format', signed(), BODY],
    ['both formats at once', [...header, ...signed()], BODY],
  ])('refuses %s', (_what, headers, body) => {
    expect(check('spec', headers, body)).toBe(false);
  });
});

describe('format api-key', () => {
  test('takes exactly the key', () => {
    expect(check('api-key', ['X-Shkeeper-Api-Key', KEY])).toBe(true);
    expect(check('api-key', ['X-Shkeeper-Api-Key', OLD_KEY], BODY, [KEY, OLD_KEY])).toBe(true);
  });

  test.each([
    ['a longer one', ['X-Shkeeper-Api-Key', `${KEY}x`]],
    ['an empty one', ['X-Shkeeper-Api-Key', '']],
    ['two', ['X-Shkeeper-Api-Key', KEY, 'X-Shkeeper-Api-Key', KEY]],
    ['one beside a signature', ['X-Shkeeper-Api-Key', KEY, ...signed()]],
    ['none', []],
  ])('refuses %s', (_what, headers) => {
    expect(check('api-key', headers)).toBe(false);
  });
});

test('without a key nothing is authentic', () => {
  expect(check('shkeeper', signed(''), BODY, [])).toBe(false);
  expect(check('api-key', ['X-Shkeeper-Api-Key', ''], BODY, [])).toBe(false);
});
