import type { z } from 'zod';
import { toMoney, toPrice } from '../../shared/money.ts';
import { actionsFor } from '../../shared/process.ts';
import { findTransferable, registeredAssets } from '../integration/index.ts';
import { explorerLink } from '../payment/index.ts';
import type { UsableAddress } from './payout-addresses.ts';
import type { payoutAddressSchema, payoutSchema, quotePayout } from './payout.contract.ts';
import { payoutProcess } from './payout.process.ts';
import { roleOfOwner } from './payout.policy.ts';
import { sentBaseOf, type PayoutRecord } from './payout.repository.ts';
import type { PayoutQuote } from './quote-payout.ts';

export const presentAddress = (address: UsableAddress): z.input<typeof payoutAddressSchema> => ({
  id: address.id,
  network: registeredAssets().find(({ chainId }) => chainId === address.chainId)?.network ?? '',
  chainId: address.chainId,
  address: address.address,
  label: address.label,
  isDefault: address.isDefault,
  usableFromAt: address.usableFrom.toISOString(),
  createdAt: address.createdAt.toISOString(),
});

/** @param viewerId the owner gets the buttons, an admin looking on does not */
export function presentPayout(payout: PayoutRecord, viewerId: string): z.input<typeof payoutSchema> {
  const mayCancel = actionsFor(payoutProcess, payout.status, roleOfOwner(payout)).includes('cancel');
  const abilities = [
    ...(mayCancel ? (['cancel'] as const) : []),
    ...(payout.status === 'failed' && payout.source !== 'fee_revenue' ? (['tryAgain'] as const) : []),
  ];
  return {
    id: payout.id,
    reference: payout.reference,
    source: payout.source,
    status: payout.status,
    money: toMoney(payout.amountBase, payout.asset),
    fee: toMoney(payout.feeBase, payout.asset),
    sent: toMoney(sentBaseOf(payout), payout.asset),
    approval:
      payout.approvalReason === null
        ? null
        : {
            needed: payout.approvalsNeeded,
            given: payout.approvals.length,
            reason: payout.approvalReason,
          },
    isAutomatic: payout.reference.startsWith('auto:'),
    replaces: payout.replacesId,
    destination: payout.destination,
    txid: payout.txid,
    explorerUrl: explorerLink(findTransferable(payout.asset), payout.txid),
    history: payout.history.map(({ status, at }) => ({ status, at: at.toISOString() })),
    abilities: payout.userId === viewerId ? abilities : [],
    createdAt: payout.createdAt.toISOString(),
    updatedAt: payout.updatedAt.toISOString(),
  };
}

export const presentQuote = (quote: PayoutQuote): z.input<(typeof quotePayout)['output']> => ({
  networkFee: quote.estimate && {
    native: toMoney(quote.estimate.native.base, quote.estimate.native.asset),
    price: toPrice(BigInt(quote.estimate.cents)),
  },
  bearer: quote.bearer,
  deducted: toMoney(quote.deductedBase, quote.asset),
  arrives: toMoney(
    quote.amountBase > quote.deductedBase ? quote.amountBase - quote.deductedBase : 0n,
    quote.asset,
  ),
  approvals: quote.approval.needed,
  approvalReason: quote.approval.reason,
  minimum: toPrice(BigInt(quote.minimumCents)),
  isBelowMinimum: quote.isBelowMinimum,
});
