import type { Actor } from '../../shared/actor.ts';
import type { PaymentAction, PaymentStatus } from './payment.process.ts';

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
  readonly status: 'detected' | 'confirmed' | 'quarantined' | 'reorged';
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
  readonly toleranceBase: bigint;
  readonly deposits: readonly WeighedDeposit[];
}

export type Outcome =
  /** Everything in suspense funds the contract; what is over is the buyer's credit. */
  | { readonly kind: 'fund' }
  /** Came after the contract was funded by this payment: the buyer's credit. */
  | { readonly kind: 'credit' }
  /** Came for a contract that does not wait: owed back. */
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
function fundedOutcome({ status, deposits }: Scene, suspendedBase: bigint): Outcome {
  if (suspendedBase > 0n) return { kind: 'credit' };
  const gone = deposits.some((deposit) => deposit.status === 'reorged' && deposit.postedBase > 0n);
  if (gone) return { kind: 'move', action: 'reorg' };
  return status === 'reorged' ? { kind: 'move', action: 'complete' } : { kind: 'stay' };
}

/** What follows from the deposits of a payment, whatever order they were heard of in. */
export function decide(scene: Scene): Outcome {
  const confirmed = scene.deposits.filter(({ status }) => status === 'confirmed');
  const suspendedBase = sum(confirmed.map((deposit) => deposit.suspendedBase));
  if (scene.funded) return fundedOutcome(scene, suspendedBase);
  if (!scene.contractWaits && suspendedBase > 0n) return { kind: 'refund' };
  if (scene.contractWaits) {
    const inTime = sum(confirmed.filter(({ late }) => !late).map((deposit) => deposit.suspendedBase));
    if (inTime > 0n && inTime + scene.toleranceBase >= scene.expectedBase) return { kind: 'fund' };
  }
  const action = waitingAction(scene);
  return action === null ? { kind: 'stay' } : { kind: 'move', action };
}
