import type { ClientSession } from 'mongoose';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import type { PartyRole } from '../../shared/process.ts';
import { isOpen } from './escrow.milestones.ts';
import { roleIn } from './escrow.policy.ts';
import { findLatestContract } from './escrow.repository.ts';

/** What both parties agreed to, as a signature has to name it. */
export interface SignableTerms {
  readonly requestId: string;
  readonly contractId: string;
  readonly termsHash: string;
  /** False once the deal is over, with its money or before it: its signatures are read, and no new ones made. */
  readonly signable: boolean;
  readonly buyerId: string;
  readonly sellerId: string;
  readonly priceCents: number;
  readonly buyerFeeCents: number;
  readonly sellerFeeCents: number;
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly priceCents: number;
  }[];
  readonly acceptedAssets: readonly string[];
  /** The asset that was paid; null before. */
  readonly asset: string | null;
  readonly deliveryDays: number;
  readonly inspectionDays: number;
}

/**
 * The contract of a request that is in force or was the last to be, for its parties and admins.
 * @param tx null outside of a transaction
 * @returns the terms with who the actor is in them; `admin` only looks on
 * @throws AppError NOT_FOUND for everybody else
 */
export async function termsFor(
  tx: ClientSession | null,
  requestId: string,
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<{ readonly terms: SignableTerms; readonly role: PartyRole | 'admin' }> {
  const contract = await findLatestContract(requestId, tx);
  const role = contract && (roleIn(contract, actor.id) ?? (actor.role === 'admin' ? 'admin' : null));
  if (contract === null || role === null) throw new AppError('NOT_FOUND');
  return {
    role,
    terms: {
      requestId,
      contractId: contract._id.toString(),
      termsHash: contract.termsHash,
      signable: contract.active && contract.milestones.some(({ status }) => isOpen(status)),
      buyerId: contract.buyerId.toString(),
      sellerId: contract.sellerId.toString(),
      priceCents: contract.priceCents,
      buyerFeeCents: contract.buyerFeeCents,
      sellerFeeCents: contract.sellerFeeCents,
      milestones: contract.milestones.map(({ _id, title, priceCents }) => ({
        id: _id.toString(),
        title,
        priceCents,
      })),
      acceptedAssets: contract.acceptedAssets,
      asset: contract.asset,
      deliveryDays: contract.deliveryDays,
      inspectionDays: contract.inspectionDays,
    },
  };
}
