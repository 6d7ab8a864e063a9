import { describe, expect, test } from '@jest/globals';
import { decide, isPayable, mayView, type Scene, type WeighedDeposit } from './payment.policy.ts';
import { PAYMENT_STATUSES } from './payment.process.ts';

const deposit = (changes: Partial<WeighedDeposit> = {}): WeighedDeposit => ({
  status: 'confirmed',
  amountBase: 100n,
  postedBase: 100n,
  suspendedBase: 100n,
  confirmations: 3,
  late: false,
  ...changes,
});
const inFlight = (confirmations: number): WeighedDeposit =>
  deposit({ status: 'detected', postedBase: 0n, suspendedBase: 0n, confirmations });

const scene = (deposits: readonly WeighedDeposit[], changes: Partial<Scene> = {}): Scene => ({
  status: 'pending',
  funded: false,
  contractWaits: true,
  expectedBase: 100n,
  creditBase: 0n,
  shortBase: 0n,
  writtenOffBase: 0n,
  toleranceBase: 0n,
  deposits,
  ...changes,
});
const move = (action: string) => ({ kind: 'move', action });

describe('decide', () => {
  test.each([
    ['nothing seen', scene([]), { kind: 'stay' }],
    ['seen', scene([inFlight(0)]), move('detect')],
    ['some confirmations', scene([inFlight(0), inFlight(2)]), move('confirm')],
    ['the full amount', scene([deposit()]), { kind: 'fund' }],
    [
      'two parts',
      scene([deposit({ suspendedBase: 40n }), deposit({ suspendedBase: 60n })]),
      { kind: 'fund' },
    ],
    ['too much', scene([deposit({ suspendedBase: 130n })]), { kind: 'fund' }],
    ['too little', scene([deposit({ suspendedBase: 99n })]), move('fallShort')],
    [
      'too little by the tolerance',
      scene([deposit({ suspendedBase: 99n })], { toleranceBase: 1n }),
      { kind: 'fund' },
    ],
    ['a top-up on its way', scene([deposit({ suspendedBase: 60n }), inFlight(1)]), move('confirm')],
    ['enough, and more on its way', scene([deposit(), inFlight(0)]), { kind: 'fund' }],
    ['only the wrong coin', scene([deposit({ status: 'quarantined' })]), move('quarantine')],
    [
      'the wrong coin and the right one',
      scene([deposit({ status: 'quarantined' }), deposit()]),
      { kind: 'fund' },
    ],
    ['late, not stable', scene([deposit({ late: true })]), move('comeLate')],
    ['late on top of enough', scene([deposit(), deposit({ late: true })]), { kind: 'fund' }],
    ['the contract is gone', scene([deposit()], { contractWaits: false }), { kind: 'refund' }],
    [
      'the contract is gone, part paid',
      scene([deposit({ suspendedBase: 1n })], { contractWaits: false }),
      { kind: 'refund' },
    ],
    ['on its way, the contract is gone', scene([inFlight(1)], { contractWaits: false }), move('confirm')],
    ['vanished', scene([deposit({ status: 'reorged', postedBase: 0n, suspendedBase: 0n })]), move('reorg')],
    ['more after funding', scene([deposit()], { funded: true, status: 'completed' }), { kind: 'credit' }],
    [
      'funded, nothing new',
      scene([deposit({ suspendedBase: 0n })], { funded: true, status: 'completed' }),
      { kind: 'stay' },
    ],
    [
      'funded, then vanished',
      scene([deposit({ status: 'reorged', suspendedBase: 0n })], {
        funded: true,
        status: 'completed',
        shortBase: 100n,
      }),
      move('reorg'),
    ],
    [
      'funded, vanished, and some of it back',
      scene([deposit({ suspendedBase: 99n })], { funded: true, status: 'reorged', shortBase: 100n }),
      move('reorg'),
    ],
    [
      'funded, vanished, and all of it back',
      scene([deposit({ suspendedBase: 100n })], { funded: true, status: 'reorged', shortBase: 100n }),
      { kind: 'refill' },
    ],
    [
      'funded, released and vanished',
      scene([deposit({ status: 'reorged', suspendedBase: 0n })], {
        funded: true,
        status: 'completed',
        writtenOffBase: 100n,
      }),
      move('reorg'),
    ],
    [
      'credit and deposit together',
      scene([deposit({ suspendedBase: 60n })], { creditBase: 40n }),
      { kind: 'fund' },
    ],
    ['credit alone', scene([], { creditBase: 100n }), { kind: 'fund' }],
    [
      'credit, and too little',
      scene([deposit({ suspendedBase: 59n })], { creditBase: 40n }),
      move('fallShort'),
    ],
    [
      'more after the buyer took the rest back',
      scene([deposit()], { status: 'refund_due' }),
      { kind: 'refund' },
    ],
    [
      'funded, vanished and back',
      scene([deposit({ suspendedBase: 0n })], { funded: true, status: 'reorged' }),
      move('complete'),
    ],
    [
      'funded, something on its way',
      scene([deposit({ suspendedBase: 0n }), inFlight(1)], { funded: true, status: 'completed' }),
      { kind: 'stay' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(decide(given)).toEqual(expected);
  });

  test('a zero price is never funded by nothing', () => {
    expect(decide(scene([], { expectedBase: 0n }))).toEqual({ kind: 'stay' });
  });
});

describe('isPayable', () => {
  const lock = new Date('2026-01-01T12:00:00Z');
  const before = new Date('2026-01-01T11:59:59Z');
  const payable = (stable: boolean, at: Date) =>
    PAYMENT_STATUSES.filter((status) => isPayable({ status, rateLockedUntil: lock }, stable, at));
  const open = ['created', 'pending', 'detected', 'confirming', 'underpaid', 'quarantined', 'reorged'];

  test('a stable asset keeps its price as long as the contract waits', () => {
    expect(payable(true, before)).toEqual(open);
    expect(payable(true, lock)).toEqual(open);
  });

  test('another asset keeps it until the lock ends, or while money is on its way', () => {
    expect(payable(false, before)).toEqual(open);
    expect(payable(false, lock)).toEqual(
      open.filter((status) => status !== 'created' && status !== 'pending'),
    );
  });
});

test('a payment exists for its parties and for admins', () => {
  const payment = { buyerId: 'b', sellerId: 's' };
  const sees = (id: string, role: 'user' | 'admin' | 'mediator') => mayView({ id, role }, payment);
  expect([sees('b', 'user'), sees('s', 'user'), sees('a', 'admin')]).toEqual([true, true, true]);
  expect([sees('x', 'user'), sees('x', 'mediator')]).toEqual([false, false]);
});
