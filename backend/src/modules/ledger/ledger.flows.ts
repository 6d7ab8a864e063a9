import { kindOf } from './ledger.accounts.ts';
import type { Entry, PostingEvent } from './ledger.postings.ts';

export interface AccountTurnover {
  readonly debitBase: bigint;
  readonly creditBase: bigint;
}

/** What a contract's escrow took in and where it went, in one asset, base units. */
export interface ContractFlow {
  readonly contractId: string;
  readonly asset: string;
  readonly fundedBase: bigint;
  /** By account. */
  readonly paidTo: ReadonlyMap<string, bigint>;
}

export interface Flows {
  /** By `account|asset`, of the accounts that only one thing may ever go through: escrow and payouts. */
  readonly turnovers: ReadonlyMap<string, AccountTurnover>;
  /** By `contract|asset`. */
  readonly contracts: ReadonlyMap<string, ContractFlow>;
}

const NOTHING: AccountTurnover = { debitBase: 0n, creditBase: 0n };
const contractIn = (account: string): string => account.split(':')[1] ?? '';

/** Gathers what went through escrow and payouts, posting by posting. */
export class FlowGatherer implements Flows {
  readonly turnovers = new Map<string, AccountTurnover>();
  readonly contracts = new Map<string, ContractFlow & { readonly paidTo: Map<string, bigint> }>();

  add(entries: readonly Entry[], event: PostingEvent): void {
    if (event === 'reorg') {
      this.#takeBack(entries);
      return;
    }
    const leaving = new Set<string>();
    for (const entry of entries) {
      const kind = kindOf(entry.account);
      if (kind !== 'escrow' && kind !== 'payout_inflight') continue;
      this.#turn(entry);
      if (kind === 'payout_inflight') continue;
      if (entry.side === 'credit') this.#fund(entry);
      else leaving.add(`${contractIn(entry.account)}|${entry.asset}`);
    }
    for (const key of leaving) this.#pay(key, entries);
  }

  /** What the chain lost was never there: it counts against what came in, and as paid to nobody. */
  #takeBack(entries: readonly Entry[]): void {
    for (const { account, asset, side, amountBase } of entries) {
      if (side !== 'debit' || kindOf(account) !== 'escrow') continue;
      const taken = -amountBase;
      this.#turn({ account, asset, side: 'credit', amountBase: taken });
      this.#fund({ account, asset, amountBase: taken });
    }
  }

  #turn({ account, asset, side, amountBase }: Entry): void {
    const key = `${account}|${asset}`;
    const { debitBase, creditBase } = this.turnovers.get(key) ?? NOTHING;
    this.turnovers.set(key, {
      debitBase: side === 'debit' ? debitBase + amountBase : debitBase,
      creditBase: side === 'credit' ? creditBase + amountBase : creditBase,
    });
  }

  #flow(key: string): ContractFlow & { readonly paidTo: Map<string, bigint> } {
    const [contractId = '', asset = ''] = key.split('|');
    return this.contracts.get(key) ?? { contractId, asset, fundedBase: 0n, paidTo: new Map() };
  }

  #fund({ account, asset, amountBase }: Omit<Entry, 'side'>): void {
    const key = `${contractIn(account)}|${asset}`;
    const flow = this.#flow(key);
    this.contracts.set(key, { ...flow, fundedBase: flow.fundedBase + amountBase });
  }

  /** A posting that takes money out of escrow is of one contract: what it credits, that contract paid. */
  #pay(key: string, entries: readonly Entry[]): void {
    const flow = this.#flow(key);
    for (const { account, asset, side, amountBase } of entries) {
      if (side === 'debit' || asset !== flow.asset || kindOf(account) === 'escrow') continue;
      flow.paidTo.set(account, (flow.paidTo.get(account) ?? 0n) + amountBase);
    }
    this.contracts.set(key, flow);
  }
}
