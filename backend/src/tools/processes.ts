import { disputeProcess } from '../modules/dispute/dispute.process.ts';
import { milestoneProcess } from '../modules/escrow/milestone.process.ts';
import { purchaseRequestProcess } from '../modules/marketplace/purchase-request.process.ts';
import { sellerOfferProcess } from '../modules/marketplace/seller-offer.process.ts';
import { depositProcess } from '../modules/payment/deposit.process.ts';
import { paymentProcess } from '../modules/payment/payment.process.ts';
import { autoPayoutProcess } from '../modules/payout/auto-payout.process.ts';
import { payoutProcess } from '../modules/payout/payout.process.ts';
import { refundProcess } from '../modules/payout/refund.process.ts';
import { replacementProcess } from '../modules/wallet/payout-address/replacement.process.ts';
import type { Process } from '../shared/process.ts';

/** Every table of transitions there is. */
export const processes: readonly Process<string, string>[] = [
  purchaseRequestProcess,
  milestoneProcess,
  sellerOfferProcess,
  paymentProcess,
  depositProcess,
  payoutProcess,
  refundProcess,
  autoPayoutProcess,
  disputeProcess,
  replacementProcess,
];
