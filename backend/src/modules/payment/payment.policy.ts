import type { Actor } from '../../shared/actor.ts';
import { actionsFor, type PartyRole } from '../../shared/process.ts';
import type { DepositStatus } from './deposit.process.ts';
import { paymentProcess, type PaymentAction, type PaymentStatus } from './payment.process.ts';

/** Statuses in which the address may still bring money that is not known yet. */
export const WATCHED_STATUSES: readonly PaymentStatus[] = [
  'pending',
  'detected',
  'confirming',
  'underpaid',
  'late',
  'expired',
  'quarantined',
  'reorged',
];

/** Statuses of money that did not come as it was asked for, and for which somebody has to do something. */
export const SIDE_STATUSES: readonly PaymentStatus[] = [
  'underpaid',
  'late',
  'quarantined',
  'reorged',
  'refund_due',
];

const UNTOUCHED: readonly PaymentStatus[] = ['created', 'pending'];
const REUSABLE: readonly PaymentStatus[] = [
  ...UNTOUCHED,
  'detected',
  'confirming',
  'underpaid',
  'quarantined',
  'reorged',
];

/**
 * Whether an attempt can still be paid at the price it names. A stable asset keeps its price for as long as
 * the contract waits; another one only while the price is locked, or when money is on its way already.
 */
export function isPayable(
  payment: { readonly status: PaymentStatus; readonly rateLockedUntil: Date },
  stable: boolean,
  at: Date,
): boolean {
  if (!REUSABLE.includes(payment.status)) return false;
  return stable || !UNTOUCHED.includes(payment.status) || at < payment.rateLockedUntil;
}

/** Parties of the payment and admins see it; for everybody else it does not exist. */
export const mayView = (
  actor: Pick<Actor, 'id' | 'role'>,
  payment: { readonly buyerId: string; readonly sellerId: string },
): boolean => actor.role === 'admin' || actor.id === payment.buyerId || actor.id === payment.sellerId;

/** A deposit as the decision sees it. */
export interface WeighedDeposit {
  readonly status: DepositStatus;
  readonly amountBase: bigint;
  /** In the ledger. */
  readonly postedBase: bigint;
  /** In the ledger and still in suspense. */
  readonly suspendedBase: bigint;
  readonly confirmations: number;
  /** First seen after the price lock, in an asset that is not stable. */
  readonly late: boolean;
}

export interface Scene {
  readonly status: PaymentStatus;
  /** This payment has funded its contract. */
  readonly funded: boolean;
  /** The contract is active and waits for money. */
  readonly contractWaits: boolean;
  readonly expectedBase: bigint;
  /** The buyer's credit that is set aside for it. */
  readonly creditBase: bigint;
  /** What its contract's escrow lacks because the chain lost it. */
  readonly shortBase: bigint;
  /** What had been released when the chain lost it, and was written off. */
  readonly writtenOffBase: bigint;
  readonly toleranceBase: bigint;
  readonly deposits: readonly WeighedDeposit[];
}

export type Outcome =
  /** Everything in suspense funds the contract; what is over is the buyer's credit. */
  | { readonly kind: 'fund' }
  /** Came after the contract was funded by this payment: the buyer's credit. */
  | { readonly kind: 'credit' }
  /** Came back to a contract that is frozen: its escrow is full again, and the deal goes on. */
  | { readonly kind: 'refill' }
  /** Came for a contract that does not wait, or after the buyer took the rest back: owed back. */
  | { readonly kind: 'refund' }
  | { readonly kind: 'move'; readonly action: PaymentAction }
  | { readonly kind: 'stay' };

const sum = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);

function waitingAction({ deposits }: Scene): PaymentAction | null {
  const inFlight = deposits.filter(({ status }) => status === 'detected');
  if (inFlight.some(({ confirmations }) => confirmations > 0)) return 'confirm';
  if (inFlight.length > 0) return 'detect';
  const suspended = deposits.filter(
    ({ status, suspendedBase }) => status === 'confirmed' && suspendedBase > 0n,
  );
  if (suspended.some(({ late }) => late)) return 'comeLate';
  if (suspended.length > 0) return 'fallShort';
  if (deposits.some(({ status }) => status === 'quarantined')) return 'quarantine';
  if (deposits.some(({ status }) => status === 'reorged')) return 'reorg';
  return null;
}

/** A payment that funded its contract stays completed, unless the money behind it has left the chain. */
function fundedOutcome({ status, shortBase, writtenOffBase }: Scene, suspendedBase: bigint): Outcome {
  if (shortBase > 0n) {
    return suspendedBase >= shortBase ? { kind: 'refill' } : { kind: 'move', action: 'reorg' };
  }
  if (suspendedBase > 0n) return { kind: 'credit' };
  if (writtenOffBase > 0n) return { kind: 'move', action: 'reorg' };
  return status === 'reorged' ? { kind: 'move', action: 'complete' } : { kind: 'stay' };
}

/** The buyer has taken back what there was: whatever comes after it is theirs too. */
const isClosed = ({ status }: Scene): boolean => status === 'refund_due' || status === 'refunded';

/** What follows from the deposits of a payment, whatever order they were heard of in. */
export function decide(scene: Scene): Outcome {
  const confirmed = scene.deposits.filter(({ status }) => status === 'confirmed');
  const suspendedBase = sum(confirmed.map((deposit) => deposit.suspendedBase));
  if (scene.funded) return fundedOutcome(scene, suspendedBase);
  const waits = scene.contractWaits && !isClosed(scene);
  if (!waits && suspendedBase > 0n) return { kind: 'refund' };
  if (waits) {
    const inTime = sum(confirmed.filter(({ late }) => !late).map((deposit) => deposit.suspendedBase));
    const thereBase = inTime + scene.creditBase;
    if (thereBase > 0n && thereBase + scene.toleranceBase >= scene.expectedBase) return { kind: 'fund' };
  }
  const action = waitingAction(scene);
  return action === null ? { kind: 'stay' } : { kind: 'move', action };
}

/** What a party may do with a payment that did not come as it was asked for. */
export type PaymentAbility = 'useCredit' | 'proposeLess' | 'agreeLess' | 'declineLess' | 'askRefund';
const ABILITIES: readonly PaymentAbility[] = [
  'useCredit',
  'proposeLess',
  'agreeLess',
  'declineLess',
  'askRefund',
];

interface Offered {
  readonly status: PaymentStatus;
  readonly less: { readonly by: PartyRole } | null;
}

function isPossible(ability: PaymentAbility, role: PartyRole, { less }: Offered): boolean {
  switch (ability) {
    case 'proposeLess':
      return less === null;
    case 'agreeLess':
      return less !== null && less.by !== role;
    case 'declineLess':
      return less !== null;
    default:
      return true;
  }
}

/** The buttons of a payment: what the table has for this party, as long as the contract waits. */
export function abilitiesOf(
  role: PartyRole | null,
  payment: Offered,
  contractWaits: boolean,
): PaymentAbility[] {
  if (role === null || !contractWaits) return [];
  const actions = actionsFor(paymentProcess, payment.status, role);
  return ABILITIES.filter((ability) => actions.includes(ability) && isPossible(ability, role, payment));
}

export function roleIn(
  payment: { readonly buyerId: string; readonly sellerId: string },
  userId: string,
): PartyRole | null {
  if (payment.buyerId === userId) return 'buyer';
  return payment.sellerId === userId ? 'seller' : null;
}
