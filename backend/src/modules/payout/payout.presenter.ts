import type { z } from 'zod';
import { toMoney } from '../../shared/money.ts';
import { actionsFor } from '../../shared/process.ts';
import { findAsset, registeredAssets } from '../integration/index.ts';
import { explorerLink } from '../payment/index.ts';
import type { UsableAddress } from './payout-addresses.ts';
import type { payoutAddressSchema, payoutSchema } from './payout.contract.ts';
import { payoutProcess } from './payout.process.ts';
import type { PayoutRecord } from './payout.repository.ts';

export const presentAddress = (address: UsableAddress): z.input<typeof payoutAddressSchema> => ({
  id: address.id,
  network: registeredAssets().find(({ chainId }) => chainId === address.chainId)?.network ?? '',
  chainId: address.chainId,
  address: address.address,
  label: address.label,
  usableFromAt: address.usableFrom.toISOString(),
  createdAt: address.createdAt.toISOString(),
});

/** @param viewerId the owner gets the buttons, an admin looking on does not */
export function presentPayout(payout: PayoutRecord, viewerId: string): z.input<typeof payoutSchema> {
  const role = payout.source === 'seller_payable' ? 'seller' : 'buyer';
  const mayCancel = actionsFor(payoutProcess, payout.status, role).includes('cancel');
  return {
    id: payout.id,
    reference: payout.reference,
    source: payout.source,
    status: payout.status,
    money: toMoney(payout.amountBase, payout.asset),
    destination: payout.destination,
    txid: payout.txid,
    explorerUrl: explorerLink(findAsset(payout.asset), payout.txid),
    history: payout.history.map(({ status, at }) => ({ status, at: at.toISOString() })),
    abilities: mayCancel && payout.userId === viewerId ? ['cancel'] : [],
    createdAt: payout.createdAt.toISOString(),
    updatedAt: payout.updatedAt.toISOString(),
  };
}
