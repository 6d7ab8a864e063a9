import type { z } from 'zod';
import { actionsFor } from '../../../shared/process.ts';
import type { UserRef } from '../../../shared/refs.ts';
import { getUserRefs } from '../../user/index.ts';
import { typedDataIn } from '../typed-data.ts';
import { networkOf } from '../wallet.presenter.ts';
import type {
  adminReplacementSchema,
  replacementSchema,
  signedAddressListSchema,
  signedAddressSchema,
} from './payout-address.contract.ts';
import type { SignedAddressRecord } from './payout-address.repository.ts';
import type { SignedAddresses } from './payout-address.service.ts';
import { replacementProcess, type ReplacementAction } from './replacement.process.ts';
import type { ReplacementRecord } from './replacement.repository.ts';

type Replacement = z.input<typeof replacementSchema>;
type AdminReplacement = z.input<typeof adminReplacementSchema>;

const presentAddress = ({ proof, ...record }: SignedAddressRecord): z.input<typeof signedAddressSchema> => ({
  id: record.id,
  chainId: record.chainId,
  network: networkOf(record.chainId),
  address: record.address,
  signer: proof.signer,
  signerKind: proof.signerKind,
  typedData: typedDataIn({ content: proof.typedData }),
  digest: proof.digest,
  signature: proof.signature,
  blockNumber: proof.blockNumber,
  signedAt: record.signedAt.toISOString(),
});

const hasButton = (action: ReplacementAction): action is Exclude<ReplacementAction, 'complete'> =>
  action !== 'complete';

const presentReplacement = (record: ReplacementRecord, viewer: 'seller' | 'admin' | null): Replacement => ({
  id: record.id,
  chainId: record.chainId,
  network: networkOf(record.chainId),
  oldAddress: record.oldAddress,
  newAddress: record.newAddress,
  reason: record.reason,
  status: record.status,
  holdEndsAt: record.holdEndsAt.toISOString(),
  note: record.note,
  history: record.history.map(({ status, at }) => ({ status, at: at.toISOString() })),
  abilities: viewer === null ? [] : actionsFor(replacementProcess, record.status, viewer).filter(hasButton),
  createdAt: record.createdAt.toISOString(),
});

export const presentSignedAddresses = ({
  addresses,
  replacements,
}: SignedAddresses): z.input<typeof signedAddressListSchema> => ({
  items: addresses.map(presentAddress),
  replacements: replacements.map((replacement) => presentReplacement(replacement, 'seller')),
});

/** @param adminId gets no buttons for their own */
export async function presentForAdmin(
  records: readonly ReplacementRecord[],
  adminId: string,
): Promise<AdminReplacement[]> {
  const people = await getUserRefs(
    records.flatMap(({ userId, decidedBy }) => [userId, ...(decidedBy === null ? [] : [decidedBy])]),
  );
  const nameOf = (id: string): UserRef => people.get(id) ?? { id, name: '' };
  return records.map((record) => ({
    ...presentReplacement(record, record.userId === adminId ? null : 'admin'),
    user: nameOf(record.userId),
    decidedBy: record.decidedBy === null ? null : nameOf(record.decidedBy),
  }));
}
