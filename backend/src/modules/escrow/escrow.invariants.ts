import { fromDecimal } from '../../platform/decimal.ts';
import { accounts, registerAccountSource, registerHoldings } from '../ledger/index.ts';
import { isOpen } from './escrow.milestones.ts';
import { shortOf } from './freeze.ts';
import { findContractsOfPerson, streamFundedContracts } from './escrow.repository.ts';

/**
 * What escrow adds to the ledger's check: each milestone holds exactly what was funded while it is open and
 * nothing once it is settled, so a finished deal holds 0 and funded = held + released + refunded + fees.
 */
export function registerEscrowInvariants(): void {
  registerHoldings(
    'open milestones hold what was funded, settled ones hold nothing',
    'escrow',
    async function* (at) {
      for await (const contract of streamFundedContracts(at)) {
        for (const milestone of contract.milestones) {
          const funded = milestone.fundedBase === null ? 0n : fromDecimal(milestone.fundedBase);
          yield {
            account: accounts.escrow(contract._id.toString(), milestone._id.toString()),
            asset: contract.asset ?? '',
            amountBase: isOpen(milestone.status) ? funded - shortOf(contract, milestone) : 0n,
          };
        }
      }
    },
    { nameAll: true },
  );
}

/** Escrow of a person's deals shows on their balance sheet. */
export function registerEscrowAccounts(): void {
  registerAccountSource(async (userId) => {
    const contracts = await findContractsOfPerson(userId);
    return contracts.flatMap((contract) =>
      contract.milestones.map(({ _id }) => ({
        account: accounts.escrow(contract._id.toString(), _id.toString()),
        column:
          contract.buyerId.toString() === userId ? ('escrowBuying' as const) : ('escrowSelling' as const),
      })),
    );
  });
}
