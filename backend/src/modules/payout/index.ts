export { setAutoPayout } from './auto-payout.ts';
export { bookGasTopUp, touchCoin } from './gas-top-up.ts';
export { approvePayout, failPayout } from './judge-payout.ts';
export { lookAtPayout } from './look-at-payouts.ts';
export { TRANSFER_GAS } from './network-fee.ts';
export { addPayoutAddress, listPayoutAddresses } from './payout-addresses.ts';
export { payoutProcess, PAYOUT_STATUSES, type PayoutStatus } from './payout.process.ts';
export { registerPayoutInvariants } from './payout.books.ts';
export { payoutDeadlines } from './payout.deadlines.ts';
export { PLATFORM_ID } from './payout.policy.ts';
export {
  findGatewayWallets as gatewayWallets,
  findOwnersOf as ownersOfPayouts,
  sentBaseOf,
  sumAtGateway as payoutsAtGateway,
  type AtGateway,
  type PayoutRecord,
} from './payout.repository.ts';
export { cancelPayout, getPayout, listPayouts, registerPayoutAccounts } from './payout.service.ts';
export { requestPayout, type RequestPayoutInput } from './request-payout.ts';
export { followRefunds } from './refund-lots.ts';
export { getRefund, registerRefundInvariants } from './refunds.ts';
export { payoutsHealth } from './stuck-payouts.ts';
