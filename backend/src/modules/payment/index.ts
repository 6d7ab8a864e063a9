export { unbookedDeposits, type DepositRecord, type UnbookedDeposits } from './deposit.repository.ts';
export { depositsOfContract } from './deposits-of-contract.ts';
export { agreeLess, declineLess, proposeLess } from './accept-less.ts';
export { askRefund } from './ask-refund.ts';
export { depositProcess } from './deposit.process.ts';
export { createPayment, type CreatePaymentInput } from './create-payment.ts';
export { setPayoutCallbackHandler, workOffInbox } from './inbox.service.ts';
export { lookAtInvoices } from './look-at-invoices.ts';
export { paymentDeadlines } from './payment.deadlines.ts';
export { registerPaymentAccounts, registerPaymentInvariants } from './payment.invariants.ts';
export { explorerLink } from './payment.presenter.ts';
export { paymentProcess, PAYMENT_STATUSES, type PaymentStatus } from './payment.process.ts';
export { paymentReceipts } from './payment.receipts.ts';
export {
  findBuyersOfPayments as buyersOfPayments,
  findInvoiceAddresses,
  isInvoiceAddress,
} from './payment.repository.ts';
export { getPayment, listDealPayments, type PaymentView } from './read-payments.ts';
export { closeRefund } from './settle-deposits.ts';
export { watchDeposits } from './watch-deposits.ts';
export { resolveDeposit } from './resolve-deposit.ts';
export { useCredit } from './use-credit.ts';
