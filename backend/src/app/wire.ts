import {
  actOnDeadline,
  ESCROW_DEADLINES,
  isPayersTurn,
  registerDealInvariants,
  registerMilestoneInvariants,
  registerEscrowAccounts,
  registerEscrowInvariants,
  setDisputesPort,
  setReceiptsPort,
} from '../modules/escrow/index.ts';
import { registerReceiptInvariants } from '../modules/books/index.ts';
import { disputesPort, registerDisputeInvariants } from '../modules/dispute/index.ts';
import {
  paymentReceipts,
  registerPaymentAccounts,
  registerPaymentInvariants,
  setPayoutCallbackHandler,
} from '../modules/payment/index.ts';
import { followPostings } from '../modules/ledger/index.ts';
import {
  followRefunds,
  lookAtPayout,
  registerPayoutAccounts,
  registerPayoutInvariants,
  registerRefundInvariants,
} from '../modules/payout/index.ts';
import { registerDeadlineHandler, registerTurnCheck } from '../modules/marketplace/index.ts';

let wired = false;

/**
 * Plugs modules into those below them where the call goes upwards: who acts on a deadline, what else the
 * ledger's check looks at. One line a module; calling it again changes nothing.
 */
export function wireModules(): void {
  if (wired) return;
  wired = true;
  registerDeadlineHandler(ESCROW_DEADLINES, actOnDeadline);
  registerTurnCheck('paymentTimedOut', isPayersTurn);
  registerDisputeInvariants();
  registerEscrowAccounts();
  registerEscrowInvariants();
  registerDealInvariants();
  registerMilestoneInvariants();
  setReceiptsPort(paymentReceipts);
  setDisputesPort(disputesPort);
  registerPaymentAccounts();
  registerPaymentInvariants();
  setPayoutCallbackHandler(lookAtPayout);
  registerPayoutAccounts();
  registerPayoutInvariants();
  registerReceiptInvariants();
  followPostings(followRefunds);
  registerRefundInvariants();
}
