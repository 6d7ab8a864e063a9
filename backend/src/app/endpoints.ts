import type { Endpoint } from '../shared/endpoint.ts';
import type { EventDefinition } from '../shared/events.ts';
import * as ai from '../modules/ai/ai.contract.ts';
import * as auth from '../modules/auth/auth.contract.ts';
import { authEvents } from '../modules/auth/auth.events.ts';
import { booksEvents } from '../modules/books/books.events.ts';
import * as booksCheck from '../modules/books/check-books.contract.ts';
import * as dealMoney from '../modules/books/deal-money/deal-money.contract.ts';
import * as liabilities from '../modules/books/liabilities/liabilities.contract.ts';
import * as receipt from '../modules/books/receipt/receipt.contract.ts';
import * as reconciliation from '../modules/books/reconciliation/reconciliation.contract.ts';
import * as statement from '../modules/books/statement/statement.contract.ts';
import * as demo from '../modules/demo/demo.contract.ts';
import * as desk from '../modules/dispute/desk.contract.ts';
import * as dispute from '../modules/dispute/dispute.contract.ts';
import { disputeEvents } from '../modules/dispute/dispute.events.ts';
import * as escrow from '../modules/escrow/escrow.contract.ts';
import * as fees from '../modules/escrow/fees.contract.ts';
import { escrowEvents } from '../modules/escrow/escrow.events.ts';
import * as file from '../modules/file/file.contract.ts';
import * as ledger from '../modules/ledger/ledger.contract.ts';
import { ledgerEvents } from '../modules/ledger/ledger.events.ts';
import * as offer from '../modules/marketplace/offer.contract.ts';
import * as request from '../modules/marketplace/request.contract.ts';
import { marketplaceEvents } from '../modules/marketplace/marketplace.events.ts';
import * as notification from '../modules/notification/notification.contract.ts';
import { notificationEvents } from '../modules/notification/notification.events.ts';
import * as payment from '../modules/payment/payment.contract.ts';
import * as paymentDesk from '../modules/payment/payment-desk.contract.ts';
import { paymentEvents } from '../modules/payment/payment.events.ts';
import * as payoutDesk from '../modules/payout/desk.contract.ts';
import * as payout from '../modules/payout/payout.contract.ts';
import * as refund from '../modules/payout/refund.contract.ts';
import { payoutEvents } from '../modules/payout/payout.events.ts';
import * as user from '../modules/user/user.contract.ts';
import { userEvents } from '../modules/user/user.events.ts';
import * as signedAddress from '../modules/wallet/payout-address/payout-address.contract.ts';
import * as signedTerms from '../modules/wallet/terms/terms.contract.ts';
import * as wallet from '../modules/wallet/wallet.contract.ts';
import { walletEvents } from '../modules/wallet/wallet.events.ts';

const contracts = [
  auth,
  user,
  request,
  offer,
  escrow,
  fees,
  dispute,
  desk,
  payment,
  paymentDesk,
  dealMoney,
  ledger,
  statement,
  reconciliation,
  booksCheck,
  liabilities,
  receipt,
  payout,
  wallet,
  signedTerms,
  signedAddress,
  refund,
  payoutDesk,
  notification,
  file,
  ai,
  demo,
];

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'operationId' in value && 'path' in value;

/** Every endpoint of the API, in the order in which the reference shows them. */
export const endpoints: readonly Endpoint[] = contracts.flatMap((contract) =>
  Object.values(contract as Record<string, unknown>).filter(isEndpoint),
);

/** Every event the server emits. */
export const events: readonly EventDefinition[] = [
  ...marketplaceEvents,
  ...escrowEvents,
  ...disputeEvents,
  ...paymentEvents,
  ...payoutEvents,
  ...walletEvents,
  ...ledgerEvents,
  ...booksEvents,
  ...notificationEvents,
  ...userEvents,
  ...authEvents,
];
