import { describe, expect, test } from '@jest/globals';
import {
  abilitiesOf,
  decide,
  isPayable,
  mayView,
  roleIn,
  SIDE_STATUSES,
  WATCHED_STATUSES,
  type PaymentAbility,
  type Scene,
  type WeighedDeposit,
} from './payment.policy.ts';
import { PAYMENT_STATUSES, paymentProcess, type PaymentStatus } from './payment.process.ts';

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
    expect(decide(scene([], { expectedBase: 0n, toleranceBase: 1n }))).toEqual({ kind: 'stay' });
  });

  const gone = deposit({ status: 'reorged', postedBase: 0n, suspendedBase: 0n });
  const wrong = deposit({ status: 'quarantined', suspendedBase: 0n });
  const spent = deposit({ suspendedBase: 0n });
  test.each([
    // What is on its way comes before what is wrong, and that before what is gone.
    ['gone, and another on its way', scene([gone, inFlight(0)]), move('detect')],
    ['wrong, and another on its way', scene([wrong, inFlight(1)]), move('confirm')],
    ['wrong and gone', scene([gone, wrong]), move('quarantine')],
    ['wrong, and too little', scene([wrong, deposit({ suspendedBase: 1n })]), move('fallShort')],
    ['gone, and too little', scene([gone, deposit({ suspendedBase: 1n })]), move('fallShort')],
    [
      'late, and too little in time',
      scene([deposit({ suspendedBase: 1n }), deposit({ late: true })]),
      move('comeLate'),
    ],
    ['late, and gone', scene([gone, deposit({ late: true })]), move('comeLate')],
    ['late, but used already', scene([{ ...spent, late: true }]), { kind: 'stay' }],
    ['used already', scene([spent]), { kind: 'stay' }],
    ['booked by an admin as owed', scene([deposit({ status: 'owed', suspendedBase: 0n })]), { kind: 'stay' }],
    [
      'not booked: what is not confirmed is not there',
      scene([deposit({ status: 'detected' })]),
      move('confirm'),
    ],
    [
      'wrong: what is in quarantine is not there',
      scene([deposit({ status: 'quarantined' })]),
      move('quarantine'),
    ],
    [
      'the last unit is there',
      scene([deposit({ suspendedBase: 60n }), deposit({ suspendedBase: 40n })]),
      { kind: 'fund' },
    ],
    [
      'the tolerance is not enough',
      scene([deposit({ suspendedBase: 98n })], { toleranceBase: 1n }),
      move('fallShort'),
    ],
    [
      'late does not count for the price',
      scene([deposit({ suspendedBase: 40n }), deposit({ suspendedBase: 60n, late: true })]),
      move('comeLate'),
    ],
    ['credit and a late deposit', scene([deposit({ late: true })], { creditBase: 99n }), move('comeLate')],
    [
      'credit that is enough, and a late deposit',
      scene([deposit({ late: true })], { creditBase: 100n }),
      { kind: 'fund' },
    ],
    ['the contract is gone, nothing left of it', scene([spent], { contractWaits: false }), { kind: 'stay' }],
    [
      'the contract is gone, credit alone',
      scene([], { contractWaits: false, creditBase: 100n }),
      { kind: 'stay' },
    ],
    [
      'the contract is gone, and what came is wrong',
      scene([wrong], { contractWaits: false }),
      move('quarantine'),
    ],
    [
      'late, the contract is gone',
      scene([deposit({ late: true })], { contractWaits: false }),
      { kind: 'refund' },
    ],
    ['more after it was refunded', scene([deposit()], { status: 'refunded' }), { kind: 'refund' }],
    [
      'credit after the buyer took the rest back',
      scene([], { status: 'refund_due', creditBase: 100n }),
      { kind: 'stay' },
    ],
  ])('%s', (_what, given, expected) => {
    expect(decide(given)).toEqual(expected);
  });

  const funded = (deposits: readonly WeighedDeposit[], changes: Partial<Scene> = {}) =>
    decide(scene(deposits, { funded: true, status: 'completed', ...changes }));
  test('what has funded is judged by what its escrow lacks, not by what waits', () => {
    expect(funded([deposit({ suspendedBase: 101n })], { shortBase: 100n })).toEqual({ kind: 'refill' });
    expect(funded([deposit({ suspendedBase: 100n })], { shortBase: 101n })).toEqual(move('reorg'));
    expect(funded([], { shortBase: 1n })).toEqual(move('reorg'));
    // Only what is booked can refill.
    expect(funded([deposit({ status: 'detected' })], { shortBase: 100n })).toEqual(move('reorg'));
    // A loss that was written off is made good before anything is credited.
    expect(funded([deposit()], { writtenOffBase: 100n })).toEqual({ kind: 'credit' });
    expect(funded([], { writtenOffBase: 1n })).toEqual(move('reorg'));
    expect(funded([], { status: 'reorged' })).toEqual(move('complete'));
    expect(funded([], { contractWaits: false })).toEqual({ kind: 'stay' });
    expect(funded([deposit({ late: true })])).toEqual({ kind: 'credit' });
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

test('an address is watched in every status from which money can complete the payment', () => {
  const complete = paymentProcess.transitions.find(({ action }) => action === 'complete');
  // Before there is an invoice there is no address; only credit completes it.
  const from = complete?.from.filter((status) => status !== 'created') ?? [];
  expect([...WATCHED_STATUSES].sort()).toEqual([...from].sort());
});

test('somebody has to do something where money did not come as it was asked for', () => {
  expect([...SIDE_STATUSES].sort()).toEqual(['late', 'quarantined', 'refund_due', 'reorged', 'underpaid']);
});

test('a person has a part in a payment as its buyer, as its seller, or none', () => {
  const payment = { buyerId: 'b', sellerId: 's' };
  expect(['b', 's', 'x'].map((id) => roleIn(payment, id))).toEqual(['buyer', 'seller', null]);
});

describe('abilitiesOf', () => {
  const none = { less: null };
  const byBuyer = { less: { by: 'buyer' as const } };
  const bySeller = { less: { by: 'seller' as const } };
  test.each<
    [PaymentStatus, 'buyer' | 'seller' | null, { less: { by: 'buyer' | 'seller' } | null }, PaymentAbility[]]
  >([
    ['created', 'buyer', none, ['useCredit']],
    ['pending', 'buyer', none, ['useCredit']],
    ['pending', 'seller', none, []],
    ['detected', 'buyer', none, []],
    ['underpaid', 'buyer', none, ['useCredit', 'proposeLess', 'askRefund']],
    ['underpaid', 'seller', none, ['proposeLess']],
    // Whoever proposed may take it back; the other one answers. There is one proposal at a time.
    ['underpaid', 'buyer', byBuyer, ['useCredit', 'declineLess', 'askRefund']],
    ['underpaid', 'seller', byBuyer, ['agreeLess', 'declineLess']],
    ['underpaid', 'buyer', bySeller, ['useCredit', 'agreeLess', 'declineLess', 'askRefund']],
    ['underpaid', 'seller', bySeller, ['declineLess']],
    ['underpaid', null, none, []],
    ['late', 'buyer', none, ['askRefund']],
    ['late', 'seller', none, []],
    ['completed', 'buyer', none, []],
    ['refund_due', 'buyer', none, []],
  ])('%s, %s, %j: %j', (status, role, proposal, expected) => {
    expect(abilitiesOf(role, { status, ...proposal }, true)).toEqual(expected);
    expect(abilitiesOf(role, { status, ...proposal }, false)).toEqual([]);
  });
});
