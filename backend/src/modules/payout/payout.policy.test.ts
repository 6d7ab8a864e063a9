import { describe, expect, test } from '@jest/globals';
import { getAddress } from 'viem';
import { isNobodys } from './address-formats.ts';
import { PAYOUT_STATUSES, payoutProcess } from './payout.process.ts';
import {
  approvalFor,
  approvalsNeeded,
  checksummed,
  mayJudge,
  PLATFORM_ID,
  roleOfOwner,
  stuckFrom,
  usableFrom,
  type Approval,
  type Weighed,
} from './payout.policy.ts';

const LIMITS = { autoLimitCents: 100_000, secondLimitCents: 1_000_000 };

test.each([
  [0, 0],
  [100_000, 0],
  [100_001, 1],
  [1_000_000, 1],
  [1_000_001, 2],
  [null, 2],
])('a payout worth %p cents needs %p admins', (cents, admins) => {
  expect(approvalsNeeded(cents, LIMITS)).toBe(admins);
});

test('limits that cross ask for the stricter of the two', () => {
  expect(approvalsNeeded(600, { autoLimitCents: 1_000, secondLimitCents: 500 })).toBe(0);
  expect(approvalsNeeded(1_001, { autoLimitCents: 1_000, secondLimitCents: 500 })).toBe(2);
});

describe('who looks at a payout, and why', () => {
  const limits = { ...LIMITS, userDayLimitCents: 200_000, platformDayLimitCents: 500_000 };
  const weighed = (changes: Partial<Weighed> = {}): Weighed => ({
    source: 'seller_payable',
    valueCents: 50_000,
    userDayCents: 0,
    platformDayCents: 0,
    ...changes,
  });
  test.each<[string, Partial<Weighed>, Approval]>([
    ['a small one', {}, { needed: 0, reason: null }],
    ['one above the limit', { valueCents: 100_001 }, { needed: 1, reason: 'amount' }],
    ['one far above it', { valueCents: 1_000_001 }, { needed: 2, reason: 'amount' }],
    ['of a worth that nobody can tell', { valueCents: null }, { needed: 2, reason: 'worth_unknown' }],
    ['of Amn’s own money', { source: 'fee_revenue' }, { needed: 1, reason: 'platform_money' }],
    ['much of Amn’s own', { source: 'fee_revenue', valueCents: 100_001 }, { needed: 1, reason: 'amount' }],
    ['all that may go to a person in a day', { userDayCents: 150_000 }, { needed: 0, reason: null }],
    ['more than that', { userDayCents: 150_001 }, { needed: 1, reason: 'user_day_limit' }],
    ['all that may go altogether', { platformDayCents: 450_000 }, { needed: 0, reason: null }],
    ['more than that altogether', { platformDayCents: 450_001 }, { needed: 1, reason: 'platform_day_limit' }],
    [
      'more than both: the person comes first',
      { userDayCents: 150_001, platformDayCents: 450_001 },
      { needed: 1, reason: 'user_day_limit' },
    ],
    [
      'too much in itself: that is the reason',
      { valueCents: 100_001, userDayCents: 200_000 },
      { needed: 1, reason: 'amount' },
    ],
  ])('%s', (_what, changes, expected) => {
    expect(approvalFor(weighed(changes), limits)).toEqual(expected);
  });
});

describe('a payout stands too long', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  const thresholds = { approvalHours: 2, movingMinutes: 30, unknownMinutes: 5 };
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  test.each(PAYOUT_STATUSES)('in the status %s from a time of its own on, unless it has ended', (status) => {
    const expected: Partial<Record<string, Date>> = {
      requested: after(120),
      approved: after(30),
      submitting: after(30),
      submitted: after(30),
      unknown: after(5),
    };
    expect(stuckFrom(status, at, thresholds)).toEqual(expected[status] ?? null);
    expect(stuckFrom(status, at, thresholds) === null).toBe(payoutProcess.final.includes(status));
  });
});

test('the table knows an owner as what they are: a seller of earnings, a buyer of what came back, an admin of fees', () => {
  const sources = ['seller_payable', 'refund_payable', 'buyer_credit', 'fee_revenue'] as const;
  expect(sources.map((source) => roleOfOwner({ source }))).toEqual(['seller', 'buyer', 'buyer', 'admin']);
});

test('nobody can be who Amn itself is', () => {
  expect(PLATFORM_ID).toMatch(/^0{24}$/);
});

describe('an address', () => {
  const GOOD = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
  test.each([
    ['checksummed', GOOD, GOOD],
    ['lower case', GOOD.toLowerCase(), GOOD],
    ['upper case', `0x${GOOD.slice(2).toUpperCase()}`, GOOD],
    ['with spaces around', ` ${GOOD} `, GOOD],
    ['one letter in the wrong case', GOOD.replace('C', 'c'), null],
    ['one digit changed', `${GOOD.slice(0, -1)}9`, null],
    ['too short', GOOD.slice(0, -1), null],
    ['too long', `${GOOD}0`, null],
    ['without 0x', GOOD.slice(2), null],
    ['of another chain', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', null],
    ['empty', '', null],
  ])('%s', (_what, given, expected) => {
    expect(checksummed(given)).toBe(expected);
  });

  test('the zero address is known as such', () => {
    expect(isNobodys('evm', getAddress(`0x${'0'.repeat(40)}`))).toBe(true);
    expect(isNobodys('evm', GOOD)).toBe(false);
  });
});

test('the hold counts from the later of adding the address and changing the credentials', () => {
  const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
  const end = new Date('2026-01-03T00:00:00Z');
  expect(usableFrom(early, late, 24)).toEqual(end);
  expect(usableFrom(late, early, 24)).toEqual(end);
  expect(usableFrom(late, early, 0)).toEqual(late);
});

test('nobody judges a payout of their own', () => {
  expect([mayJudge('a', { userId: 'a' }), mayJudge('b', { userId: 'a' })]).toEqual([false, true]);
});
