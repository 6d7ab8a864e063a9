import { isGuarded, isLiability, kindOf, type AccountKind } from '../../modules/ledger/ledger.accounts.ts';
import { FlowGatherer } from '../../modules/ledger/ledger.flows.ts';
import { assertBalanced, type Posting } from '../../modules/ledger/ledger.postings.ts';

const NAMES: Partial<Record<AccountKind, string>> = {
  buyer_credit: 'credit',
  refund_payable: 'refund',
  seller_payable: 'earned',
  payout_inflight: 'inflight',
  fee_revenue: 'fees',
  network_fee: 'burnt',
};

/** `seller_payable:p3` in the ledger is what the reference calls `earned/3`. */
function nameOf(account: string, asset: string): string {
  const kind = kindOf(account);
  const name = NAMES[kind] ?? kind;
  const [owner = '', part] = account.split(':').slice(1);
  if (kind === 'gateway' || kind === 'suspense' || kind === 'quarantine') return `${name}/all/${asset}`;
  if (kind === 'fee_revenue' || kind === 'equity' || kind === 'network_fee') return `${name}/all/${asset}`;
  return `${name}/${owner.slice(1)}${part === undefined ? '' : `.${part}`}/${asset}`;
}

const isDebit = (account: string): boolean => ['gateway', 'network_fee'].includes(kindOf(account));

/** The ledger's own rules over maps: a key once, postings in balance, no guarded balance below zero. */
export class MemoryLedger {
  readonly #keys = new Set<string>();
  readonly #balances = new Map<string, { account: string; asset: string; amount: bigint }>();
  readonly flows = new FlowGatherer();

  post(posting: Posting): void {
    assertBalanced(posting);
    if (this.#keys.has(posting.key)) throw new Error(`${posting.key} is posted twice`);
    this.#keys.add(posting.key);
    this.flows.add(posting.entries, posting.event);
    for (const { account, asset, side, amountBase } of posting.entries) {
      const key = `${account}|${asset}`;
      const before = this.#balances.get(key)?.amount ?? 0n;
      const amount = side === 'credit' ? before + amountBase : before - amountBase;
      this.#balances.set(key, { account, asset, amount });
    }
    for (const { account, amount } of this.#balances.values()) {
      if (isGuarded(account) && amount < 0n) throw new Error(`${posting.key} takes ${account} below zero`);
    }
  }

  /** By the reference's names; what is zero is left out. What is held or was burnt is told as such. */
  holdings(): Map<string, bigint> {
    const named = new Map<string, bigint>();
    for (const { account, asset, amount } of this.#balances.values()) {
      if (amount !== 0n) named.set(nameOf(account, asset), isDebit(account) ? -amount : amount);
    }
    return named;
  }

  /** Sentences about what the ledger's invariants do not allow. */
  faults(): string[] {
    const rows = [...this.#balances.values()];
    const negative = rows
      .filter(({ account, amount }) => isLiability(account) && amount < 0n)
      .map(({ account, amount }) => `${account} holds ${amount}`);
    const sums = new Map<string, bigint>();
    for (const { asset, amount } of rows) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
    const unbalanced = [...sums]
      .filter(([, sum]) => sum !== 0n)
      .map(([asset, sum]) => `${asset} is off by ${sum}`);
    return [...negative, ...unbalanced, ...this.#contractFaults(), ...this.#payoutFaults()];
  }

  /** Funded = held + what was paid to seller, buyer and fees. */
  #contractFaults(): string[] {
    return [...this.flows.contracts.values()].flatMap(({ contractId, asset, fundedBase, paidTo }) => {
      const held = [...this.#balances.values()]
        .filter((row) => row.asset === asset && row.account.startsWith(`escrow:${contractId}:`))
        .reduce((sum, { amount }) => sum + amount, 0n);
      const paid = [...paidTo.values()].reduce((sum, amount) => sum + amount, 0n);
      return fundedBase === held + paid
        ? []
        : [`${contractId}: funded ${fundedBase}, held ${held}, paid ${paid}`];
    });
  }

  #payoutFaults(): string[] {
    return [...this.flows.turnovers]
      .filter(
        ([name, { debitBase, creditBase }]) => name.startsWith('payout_inflight:') && debitBase > creditBase,
      )
      .map(([name, { debitBase }]) => `${name} paid ${debitBase}`);
  }
}
