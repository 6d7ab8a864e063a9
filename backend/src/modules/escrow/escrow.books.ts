import type { Snapshot } from '../../platform/snapshot.ts';
import { fromDecimal } from '../../platform/decimal.ts';
import {
  accounts,
  registerInvariants,
  type AccountSums,
  type Flows,
  type LedgerFault,
} from '../ledger/index.ts';
import { findRequestStatuses, purchaseRequestProcess } from '../marketplace/index.ts';
import type { MilestoneStatus } from './milestone.process.ts';
import { shortBaseOf } from './freeze.ts';
import { requestStatusOf } from './escrow.milestones.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { streamFundedContracts } from './escrow.repository.ts';
import { releaseSplit } from './release.ts';

/** Contracts whose requests are looked up together. */
const CHUNK = 500;

const fundedOf = ({ fundedBase }: MilestoneDocument): bigint =>
  fundedBase === null ? 0n : fromDecimal(fundedBase);

const keyOf = (contract: ContractDocument): string => `${contract._id.toHexString()}|${contract.asset ?? ''}`;

const fundedIn = (contract: ContractDocument, ...statuses: readonly MilestoneStatus[]): bigint =>
  contract.milestones
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, milestone) => sum + fundedOf(milestone), 0n);

/**
 * What a contract paid must be what its settled milestones held: released ones to the seller and in fees,
 * refunded ones to the buyer, and settled ones divided among the three. Nobody else gets anything.
 */
function faultsOfPayments(contract: ContractDocument, flows: Flows): string[] {
  const name = `contract ${contract._id.toHexString()}`;
  const flow = flows.contracts.get(keyOf(contract));
  // What the chain lost is out of escrow until it comes back.
  const total =
    contract.milestones.reduce((sum, milestone) => sum + fundedOf(milestone), 0n) - shortBaseOf(contract);
  if (flow?.fundedBase !== total)
    return [`${name} was funded with ${flow?.fundedBase ?? 0n}, its milestones say ${total}`];
  const paid = (account: string): bigint => flow.paidTo.get(account) ?? 0n;
  const toSeller = paid(accounts.sellerPayable(contract.sellerId.toHexString()));
  const toBuyer = paid(accounts.refundPayable(contract.buyerId.toHexString()));
  const fees = paid(accounts.feeRevenue());
  const all = [...flow.paidTo.values()].reduce((sum, amount) => sum + amount, 0n);
  if (all !== toSeller + toBuyer + fees) return [`${name} paid ${all - toSeller - toBuyer - fees} to others`];
  const divided = [
    toSeller + fees - fundedIn(contract, 'released'),
    toBuyer - fundedIn(contract, 'refunded'),
  ];
  const settled = fundedIn(contract, 'settled');
  const fits = divided.every((part) => part >= 0n) && divided.reduce((a, b) => a + b) === settled;
  return fits
    ? []
    : [
        `${name} paid ${toSeller} to the seller, ${fees} in fees and ${toBuyer} back, which does not fit its milestones`,
      ];
}

const sumOf = <T>(items: readonly T[], valueOf: (item: T) => bigint): bigint =>
  items.reduce((sum, item) => sum + valueOf(item), 0n);

const cents = ({ priceCents, buyerFeeCents, sellerFeeCents }: ContractDocument | MilestoneDocument) =>
  `${priceCents} + ${buyerFeeCents} − ${sellerFeeCents} cents`;

/**
 * Milestones bear the contract's fees and no other, and what was taken is what the released ones bear, together
 * with at most what the divided ones would have borne.
 */
function faultsOfFees(contract: ContractDocument, flows: Flows): string[] {
  const name = `contract ${contract._id.toHexString()}`;
  const { milestones } = contract;
  const parts = {
    ...contract,
    priceCents: Number(sumOf(milestones, ({ priceCents }) => BigInt(priceCents))),
    buyerFeeCents: Number(sumOf(milestones, ({ buyerFeeCents }) => BigInt(buyerFeeCents))),
    sellerFeeCents: Number(sumOf(milestones, ({ sellerFeeCents }) => BigInt(sellerFeeCents))),
  };
  if (cents(parts) !== cents(contract)) {
    return [`${name} says ${cents(contract)}, its milestones ${cents(parts)}`];
  }
  const dueOf = (status: MilestoneStatus): bigint =>
    sumOf(
      milestones.filter((milestone) => milestone.status === status),
      (milestone) => releaseSplit(milestone).feeBase,
    );
  const taken = flows.contracts.get(keyOf(contract))?.paidTo.get(accounts.feeRevenue()) ?? 0n;
  const least = dueOf('released');
  const most = least + dueOf('settled');
  return taken >= least && taken <= most
    ? []
    : [`${name} paid ${taken} in fees, its terms say ${least} to ${most}`];
}

function faultsOfDisputed(contract: ContractDocument, flows: Flows): string[] {
  return contract.milestones
    .filter(({ status }) => status === 'disputed')
    .map(({ _id }) => accounts.escrow(contract._id.toHexString(), _id.toHexString()))
    .map((account) => ({ account, turnover: flows.turnovers.get(`${account}|${contract.asset ?? ''}`) }))
    .filter(({ turnover }) => (turnover?.debitBase ?? 0n) > 0n)
    .map(({ account, turnover }) => `${turnover?.debitBase ?? 0n} left ${account}`);
}

/** A funded contract, and how its request stands. */
interface Deal {
  readonly contract: ContractDocument;
  readonly status: string | undefined;
}

async function* contractsWithStatus(at: Snapshot): AsyncGenerator<Deal> {
  let chunk: ContractDocument[] = [];
  const withStatus = async () => {
    const statuses = await findRequestStatuses(
      chunk.map(({ requestId }) => requestId.toHexString()),
      at,
    );
    const found = chunk.map((contract) => ({
      contract,
      status: statuses.get(contract.requestId.toHexString()),
    }));
    chunk = [];
    return found;
  };
  for await (const contract of streamFundedContracts(at)) {
    chunk.push(contract);
    if (chunk.length === CHUNK) yield* await withStatus();
  }
  yield* await withStatus();
}

/** Final statuses under which nothing may be held. */
const isTerminal = (status: string): boolean =>
  (purchaseRequestProcess.final as readonly string[]).includes(status);

function faultsOfTerminal({ contract, status }: Deal, sums: AccountSums): string[] {
  if (status === undefined || !isTerminal(status)) return [];
  return contract.milestones
    .map(({ _id }) => accounts.escrow(contract._id.toHexString(), _id.toHexString()))
    .map((account) => ({ account, held: sums.get(`${account}|${contract.asset ?? ''}`)?.balanceBase ?? 0n }))
    .filter(({ held }) => held !== 0n)
    .map(({ account, held }) => `${account} of a request that is ${status} holds ${held}`);
}

function faultsOfStatus({ contract, status }: Deal): string[] {
  const milestones = contract.milestones.map((milestone) => milestone.status);
  const expected =
    contract.freeze === null ? requestStatusOf(milestones, contract.startedAt !== null) : 'frozen';
  if (status === expected) return [];
  const request = contract.requestId.toHexString();
  return [`request ${request} is ${status ?? 'gone'}, its milestones say ${expected}`];
}

/** Each looks at one funded deal. */
const checks: Readonly<Record<string, (deal: Deal, sums: AccountSums, flows: Flows) => readonly string[]>> = {
  'funded = held + released + refunded + fees': ({ contract }, _sums, flows) =>
    faultsOfPayments(contract, flows),
  'fees are those of the contract': ({ contract }, _sums, flows) => faultsOfFees(contract, flows),
  'nothing leaves escrow while disputed': ({ contract }, _sums, flows) => faultsOfDisputed(contract, flows),
  'a terminal deal holds nothing': faultsOfTerminal,
  'a deal’s status is the one of its milestones': faultsOfStatus,
};

/** Invariants of deals: every funded contract is read once for all of them. */
export function registerDealInvariants(): void {
  registerInvariants(Object.keys(checks), async (sums, flows, at) => {
    const faults: LedgerFault[] = [];
    for await (const deal of contractsWithStatus(at)) {
      for (const [invariant, check] of Object.entries(checks)) {
        faults.push(...check(deal, sums, flows).map((detail) => ({ invariant, detail })));
      }
    }
    return faults;
  });
}
