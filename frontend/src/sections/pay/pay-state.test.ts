import type { Payment, PaymentStatus } from '@/actions/payment';
import {
  asksForMoney,
  canChangeCoin,
  canRenew,
  excessOf,
  isLockOver,
  showsSteps,
  stageOf,
  stepsDone,
  toldStatus,
  totalOf,
} from './pay-state';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const LATER = '2026-03-01T12:20:00Z';
const EARLIER = '2026-03-01T11:59:59Z';
const ADDRESS = '0xb2aF74d033CcF2E7150aD81D42B41CC316dd5AB1';

const usdt: Payment['asset'] = {
  code: 'ETH-USDT',
  symbol: 'USDT',
  name: 'Tether USD',
  network: 'Ethereum',
  chainId: 1,
  contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  decimals: 6,
  confirmations: 3,
  stable: true,
  explorerUrl: null,
};
const money = (amount: string) => ({ amount, asset: 'ETH-USDT' });

function payment(status: PaymentStatus, changes: Partial<Payment> = {}) {
  return {
    status,
    asset: usdt,
    address: ADDRESS,
    expected: money('200500000'),
    received: money('0'),
    missing: money('200500000'),
    rateLockedUntilAt: LATER,
    ...changes,
  };
}

const floating = { asset: { ...usdt, code: 'ETH-WETH', stable: false } };

type Told = readonly [status: PaymentStatus, asks: boolean, change: boolean, renew: boolean, steps: number];

const told: readonly Told[] = [
  ['created', true, true, false, 0],
  ['pending', true, true, false, 0],
  ['detected', false, false, false, 1],
  ['confirming', false, false, false, 1],
  ['completed', false, false, false, 3],
  ['underpaid', true, false, false, -1],
  ['late', false, false, false, -1],
  ['expired', false, true, true, -1],
  ['quarantined', false, false, false, -1],
  ['refund_due', false, false, false, -1],
  ['refunded', false, false, false, -1],
  ['reorged', false, false, false, -1],
];

describe('what the page does in each status', () => {
  it.each(told)('%s', (status, asks, change, renew, steps) => {
    // An attempt that was just created has no address yet, and asks for nothing before it has one.
    const one = payment(status, status === 'created' ? { address: null } : {});
    expect(asksForMoney(one, NOW)).toBe(status === 'created' ? false : asks);
    expect(canChangeCoin(one)).toBe(change);
    expect(canRenew(one, NOW)).toBe(renew);
    expect(toldStatus(one, NOW)).toBe(status);
    expect(showsSteps(status)).toBe(steps >= 0);
    if (steps >= 0) expect(stepsDone(status)).toBe(steps);
  });

  it('asks for the rest after a part has come, and for nothing once nothing is missing', () => {
    expect(asksForMoney(payment('underpaid', { missing: money('150000000') }), NOW)).toBe(true);
    expect(asksForMoney(payment('underpaid', { missing: money('0') }), NOW)).toBe(false);
  });
});

describe('the price lock', () => {
  it('holds a coin that is not stable until its last second', () => {
    expect(isLockOver(payment('pending', floating), NOW)).toBe(false);
    expect(asksForMoney(payment('pending', floating), NOW)).toBe(true);
  });

  it('is over at once when the time is over, before the backend says so', () => {
    const over = payment('pending', { ...floating, rateLockedUntilAt: EARLIER });
    expect(asksForMoney(over, NOW)).toBe(false);
    expect(canRenew(over, NOW)).toBe(true);
    expect(toldStatus(over, NOW)).toBe('expired');
  });

  it('takes no top-up at an old price, and offers no new one while a part is there', () => {
    const over = payment('underpaid', { ...floating, rateLockedUntilAt: EARLIER });
    expect(asksForMoney(over, NOW)).toBe(false);
    expect(canRenew(over, NOW)).toBe(false);
    expect(toldStatus(over, NOW)).toBe('underpaid');
  });

  it('does not concern a stable coin', () => {
    const one = payment('pending', { rateLockedUntilAt: EARLIER });
    expect(isLockOver(one, NOW)).toBe(false);
    expect(asksForMoney(one, NOW)).toBe(true);
  });
});

describe('what is too much', () => {
  it('is told once the deal is paid', () => {
    expect(excessOf(payment('completed', { received: money('250500000') }))).toBe('50000000');
  });

  it.each(['200500000', '200499999'])('is nothing where %s came', (received) => {
    expect(excessOf(payment('completed', { received: money(received) }))).toBeNull();
  });

  it('is not told before, since nothing is decided yet', () => {
    expect(excessOf(payment('confirming', { received: money('250500000') }))).toBeNull();
  });
});

it('knows whom the page is for', () => {
  expect(stageOf({ status: 'awaiting_payment', viewerRole: 'buyer' })).toBe('pay');
  expect(stageOf({ status: 'awaiting_payment', viewerRole: 'seller' })).toBe('notYours');
  expect(stageOf({ status: 'funded', viewerRole: 'buyer' })).toBe('paid');
  expect(stageOf({ status: 'cancelled', viewerRole: 'buyer' })).toBe('gone');
});

it('adds the buyer’s part of the fee to the price', () => {
  const cents = (amount: string) => ({ amount, currency: 'USD' as const });
  expect(totalOf({ price: cents('20050'), buyerFee: cents('501') })).toEqual(cents('20551'));
});
