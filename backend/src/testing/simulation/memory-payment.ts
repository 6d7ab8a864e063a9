import { postings } from '../../modules/ledger/ledger.postings.ts';
import { decide, type WeighedDeposit } from '../../modules/payment/payment.policy.ts';
import {
  paymentProcess,
  type PaymentAction,
  type PaymentStatus,
} from '../../modules/payment/payment.process.ts';
import { divideAmongMilestones } from '../../modules/escrow/escrow.milestones.ts';
import { findTransition, type ActorRole } from '../../shared/process.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import type { Asset, Transfer } from './reference.ts';

/** What a payment reaches: its deal, the ledger, and the deal's other attempts. */
export interface PaymentPort {
  readonly deal: {
    readonly contractId: string;
    readonly buyerId: string;
    readonly pricesCents: readonly number[];
    readonly waits: boolean;
    readonly fund: () => void;
  };
  readonly ledger: MemoryLedger;
  readonly others: readonly MemoryPayment[];
}

interface Deposit {
  readonly key: number;
  readonly asset: Asset;
  readonly amount: bigint;
  status: WeighedDeposit['status'];
  posted: bigint;
  settled: bigint;
}

/** A pay-in whose consequences are those that the product's policy draws. */
export class MemoryPayment {
  readonly #key: number;
  readonly #asset: Asset;
  readonly #expected: bigint;
  readonly #deposits = new Map<number, Deposit>();
  #status: PaymentStatus;
  #funded = false;

  constructor(key: number, { asset, expected }: { readonly asset: Asset; readonly expected: bigint }) {
    this.#key = key;
    this.#asset = asset;
    this.#expected = expected;
    this.#status = paymentProcess.initial;
    this.#move('invoice', 'gateway');
  }

  get status(): PaymentStatus {
    return this.#status;
  }

  /** The gateway tells of transfers, confirmed or only announced; told twice, nothing happens twice. */
  tell(transfers: readonly Transfer[], confirmed: boolean, port: PaymentPort): void {
    if (transfers.length === 0) return;
    for (const transfer of transfers) this.#note(transfer, confirmed, port);
    const outcome = decide({
      status: this.#status,
      funded: this.#funded,
      contractWaits: port.deal.waits,
      expectedBase: this.#expected,
      creditBase: 0n,
      shortBase: 0n,
      writtenOffBase: 0n,
      toleranceBase: 0n,
      deposits: [...this.#deposits.values()]
        .filter(({ asset, status }) => asset === this.#asset || status === 'quarantined')
        .map(({ status, amount, posted, settled }) => ({
          status,
          amountBase: amount,
          postedBase: posted,
          suspendedBase: posted - settled,
          confirmations: 0,
          late: false,
        })),
    });
    if (outcome.kind === 'fund') this.#fund(port);
    else if (outcome.kind === 'credit') this.#settle(port, postings.excess);
    else if (outcome.kind === 'refund') this.end(port, 'gateway');
    else if (outcome.kind === 'move') this.#move(outcome.action, 'gateway');
  }

  /** The contract does not wait any more: what is in suspense for it is owed back. */
  end(port: PaymentPort, by: ActorRole): void {
    if (this.#funded) return;
    this.#move(this.#settle(port, postings.unfundedRefund) ? 'oweRefund' : 'expire', by);
  }

  #note({ key, asset, amount }: Transfer, confirmed: boolean, { ledger, deal }: PaymentPort): void {
    const deposit = this.#deposits.get(key) ?? {
      key,
      asset,
      amount,
      status: 'detected',
      posted: 0n,
      settled: 0n,
    };
    this.#deposits.set(key, deposit);
    if (asset !== this.#asset) deposit.status = 'quarantined';
    else if (confirmed) deposit.status = 'confirmed';
    if (!confirmed || deposit.posted > 0n) return;
    deposit.posted = amount;
    const base = {
      asset,
      amountBase: amount,
      depositId: String(key),
      sequence: 1,
      refs: { contractId: deal.contractId },
    };
    ledger.post(postings.deposit(base));
    if (deposit.status !== 'quarantined') return;
    ledger.post(postings.quarantine(base));
    deposit.settled = amount;
  }

  #countable(): Deposit[] {
    return [...this.#deposits.values()].filter(
      ({ asset, status, posted, settled }) =>
        asset === this.#asset && status === 'confirmed' && posted > settled,
    );
  }

  #fund({ deal, ledger, others }: PaymentPort): void {
    const counted = this.#countable();
    const received = counted.reduce((sum, { posted, settled }) => sum + posted - settled, 0n);
    const parts = divideAmongMilestones(this.#expected, deal.pricesCents.map(BigInt));
    deal.fund();
    ledger.post(
      postings.fund({
        asset: this.#asset,
        buyerId: deal.buyerId,
        parts: parts.map((amountBase, index) => ({ milestoneId: String(index), amountBase })),
        creditBase: 0n,
        excessBase: received - this.#expected,
        refs: { contractId: deal.contractId, paymentId: String(this.#key) },
      }),
    );
    for (const deposit of counted) deposit.settled = deposit.posted;
    this.#move('complete', 'gateway');
    this.#funded = true;
    for (const other of others) other.end({ deal, ledger, others: [] }, 'gateway');
  }

  #settle(
    { deal, ledger }: PaymentPort,
    posting: typeof postings.excess | typeof postings.unfundedRefund,
  ): boolean {
    const open = this.#countable();
    for (const deposit of open) {
      ledger.post(
        posting({
          asset: deposit.asset,
          amountBase: deposit.posted - deposit.settled,
          buyerId: deal.buyerId,
          depositId: String(deposit.key),
          sequence: 1,
          refs: { contractId: deal.contractId },
        }),
      );
      deposit.settled = deposit.posted;
    }
    return open.length > 0;
  }

  /** Where the table has no row nothing happens: a source that speaks late or twice is no fault. */
  #move(action: PaymentAction, by: ActorRole): void {
    const row = findTransition(paymentProcess, action, this.#status, by);
    if (row && row.to !== 'same') this.#status = row.to;
  }
}
