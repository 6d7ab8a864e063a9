import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { Snapshot } from '../../platform/snapshot.ts';
import { AppError } from '../../shared/errors.ts';
import { toPrice } from '../../shared/money.ts';
import { getFileRefs } from '../file/index.ts';
import { divisionOf } from './dispute-milestone.ts';
import type { contractTermsSchema, milestoneSchema } from './escrow.contract.ts';
import type { Division } from './escrow.milestones.ts';
import type { ContractDocument, MilestoneDocument } from './escrow.model.ts';
import { presentMilestone } from './escrow.presenter.ts';
import { findContract, streamFundedContracts } from './escrow.repository.ts';

/** A milestone for the pages of a dispute about it. */
export interface MilestoneView {
  readonly view: z.input<typeof milestoneSchema>;
  /** How many disputes about it were withdrawn. */
  readonly withdrawals: number;
  /** What is released goes to the seller and to Amn in this proportion. */
  readonly release: { readonly sellerCents: bigint; readonly feeCents: bigint };
  /** Who would get what of `heldBase` if the buyer got so much of it, in base units. */
  readonly divide: (heldBase: bigint, buyerGetsBase: bigint) => Division;
}

async function find(
  tx: ClientSession | null,
  contractId: string,
  milestoneId: string,
): Promise<{ contract: ContractDocument; milestone: MilestoneDocument }> {
  const contract = await findContract(tx, contractId);
  const milestone = contract?.milestones.find(({ _id }) => _id.toString() === milestoneId);
  if (!contract || !milestone) throw new AppError('NOT_FOUND');
  return { contract, milestone };
}

const filesOf = ({ deliveries }: MilestoneDocument): string[] =>
  deliveries.flatMap(({ fileIds }) => fileIds.map((id) => id.toString()));

/** @throws AppError NOT_FOUND; who may look is the caller's to decide */
export async function viewMilestone(contractId: string, milestoneId: string): Promise<MilestoneView> {
  const { contract, milestone } = await find(null, contractId, milestoneId);
  return {
    view: presentMilestone(contract, milestone, await getFileRefs(filesOf(milestone))),
    withdrawals: milestone.withdrawals,
    release: {
      sellerCents: BigInt(milestone.priceCents - milestone.sellerFeeCents),
      feeCents: BigInt(milestone.sellerFeeCents + milestone.buyerFeeCents),
    },
    divide: (heldBase, buyerGetsBase) => divisionOf(milestone, heldBase, buyerGetsBase),
  };
}

/** What was agreed on, for those who decide about it. @throws AppError NOT_FOUND */
export async function viewContract(contractId: string): Promise<z.input<typeof contractTermsSchema>> {
  const contract = await findContract(null, contractId);
  if (!contract) throw new AppError('NOT_FOUND');
  const files = await getFileRefs(contract.milestones.flatMap(filesOf));
  return {
    id: contract._id.toString(),
    price: toPrice(BigInt(contract.priceCents)),
    buyerFee: toPrice(BigInt(contract.buyerFeeCents)),
    sellerFee: toPrice(BigInt(contract.sellerFeeCents)),
    deliveryDays: contract.deliveryDays,
    inspectionDays: contract.inspectionDays,
    maxChangeRounds: contract.maxChangeRounds,
    termsHash: contract.termsHash,
    acceptedAt: contract.acceptedAt.toISOString(),
    fundedAt: contract.fundedAt?.toISOString() ?? null,
    milestones: contract.milestones.map((milestone) => presentMilestone(contract, milestone, files)),
  };
}

/** Files that were delivered for a milestone. */
export async function deliveredFileIds(
  tx: ClientSession,
  input: { readonly contractId: string; readonly milestoneId: string },
): Promise<string[]> {
  return filesOf((await find(tx, input.contractId, input.milestoneId)).milestone);
}

/** Ids of all milestones in dispute, for the check of the books. */
export async function* streamDisputedMilestones(at: Snapshot): AsyncGenerator<string> {
  for await (const { milestones } of streamFundedContracts(at)) {
    for (const { _id, status } of milestones) if (status === 'disputed') yield _id.toString();
  }
}
