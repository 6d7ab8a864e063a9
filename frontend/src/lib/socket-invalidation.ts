import type { QueryClient } from '@tanstack/react-query';
import { isGeneratedKey } from './generated-key';
import type { LiveEvent } from './socket';

/**
 * Which answers of the API an event makes old, by the operation's name. Events carry ids, never documents: what is
 * on screen is read again, what is not is only marked.
 */
type Operation = string;

const deal: readonly Operation[] = [
  'getDeal',
  'getDealMoney',
  'getDealSignatures',
  'getRequest',
  'getTimeline',
  'listMyRequests',
  'listDealPayments',
  'getBalances',
];
const offers: readonly Operation[] = [
  'listOffers',
  'getOffer',
  'listMyOffers',
  'getRequest',
  'listMyRequests',
];
const questions: readonly Operation[] = ['listQuestions', 'getRequest'];
const disputes: readonly Operation[] = [
  'getDealMoney',
  'listDisputes',
  'getDispute',
  'listEvidence',
  'listDeskDisputes',
  'getDeskDispute',
];
const paymentDesk: readonly Operation[] = [
  'listDeskPayments',
  'listDeskDeposits',
  'getDeskPayment',
  'getPaymentOverview',
];
const payoutDesk: readonly Operation[] = ['listDeskPayouts', 'getDeskPayout', 'getPayoutDeskSummary'];
const bell: readonly Operation[] = ['listNotifications', 'countUnread'];

/** By exact name first, then by what stands before the colon. */
const byName: Readonly<Record<string, readonly Operation[]>> = {
  'request:created': ['browseRequests', 'listCategories', 'getRequest', 'listMyRequests'],
  'request:updated': ['getRequest', 'listMyRequests'],
  'request:invited': ['listInvitations', 'getRequest', 'listMyRequests'],
  'request:cancelled': ['browseRequests', 'listCategories', ...deal, ...offers],
  'request:expired': ['browseRequests', 'listCategories', ...deal, ...offers],
  'request:offer-accepted': ['browseRequests', 'listCategories', ...deal, ...offers],
  'request:payment-timed-out': ['browseRequests', 'listCategories', ...deal, ...offers, 'getPayment'],
  'request:funded': [...deal, ...offers, 'getPayment'],
  'request:completed': [...deal, 'getStatement'],
  'request:milestone-released': [...deal, 'getStatement'],
  'request:milestone-missed': [...deal, 'getStatement'],
  'request:milestone-refunded': [...deal, 'getStatement'],
  'request:refunded': [...deal, 'getStatement'],
  'request:declined': [...deal, 'getStatement'],
  'request:missed': [...deal, 'getStatement'],
  'request:settled': [...deal, 'getStatement'],
  'payment:status-updated': ['getPayment', ...deal],
  'payment:less-proposed': ['getPayment', ...deal],
  'payment:less-declined': ['getPayment', ...deal],
  'payment:less-agreed': ['getPayment', ...deal],
  'payment:revalued': ['getPayment', ...deal],
  'payment:deposit-resolved': ['getPayment', ...deal],
  'payment:credit-added': ['getPayment', 'getStatement', ...deal],
  'payment:deposit-quarantined': paymentDesk,
  'payment:resolution-proposed': paymentDesk,
  'payment:loss-raised': paymentDesk,
  'request:frozen': ['getPayment', ...deal],
  'request:thawed': ['getPayment', ...deal],
  'wallet:updated': ['listWallets', 'listSignedPayoutAddresses'],
  'wallet:replacement-updated': ['listSignedPayoutAddresses'],
  'wallet:replacement-requested': ['listPayoutAddressReplacements'],
  'wallet:terms-signed': ['getDealSignatures'],
  'payout:status-updated': [
    'getDealMoney',
    'listPayouts',
    'getPayout',
    'listRefunds',
    'getBalances',
    'getStatement',
    ...payoutDesk,
  ],
  'payout:refund-updated': ['listRefunds', 'getBalances'],
  'payout:refund-waiting': ['listRefunds', ...bell],
  'payout:auto-updated': ['listAutoPayouts', 'listPayouts', 'getBalances'],
  'payout:approval-needed': payoutDesk,
  'payout:stuck': payoutDesk,
  'payout:platform-address-updated': ['listPlatformAddresses'],
  'payout:address-updated': ['listPayoutAddresses', 'listAutoPayouts'],
  'balance:updated': ['getBalances', 'getStatement'],
  'user:updated': ['getMe', 'getProfile'],
};

const byFamily: Readonly<Record<string, readonly Operation[]>> = {
  request: deal,
  offer: offers,
  question: questions,
  dispute: disputes,
  notification: bell,
};

/** Operations whose answers an event makes old; every event may also have rung the bell. */
export function operationsOf(eventName: string): readonly Operation[] {
  const family = eventName.split(':')[0] ?? '';
  return [...new Set(byName[eventName] ?? byFamily[family] ?? [])];
}

/**
 * Whether an event concerns a cached answer: the operation is named, and where both name an id of the same kind
 * (a request, an offer, …), it is the same one.
 */
export function concerns(event: Pick<LiveEvent, 'name' | 'ids'>, queryKey: readonly unknown[]): boolean {
  const key = queryKey[0];
  if (!isGeneratedKey(key) || !operationsOf(event.name).includes(key._id)) return false;
  return Object.entries(key.path ?? {}).every(([name, id]) => {
    const named = event.ids[name];
    return named === undefined || named === id;
  });
}

export function invalidateFor(
  queryClient: QueryClient,
  event: Pick<LiveEvent, 'name' | 'ids'>,
): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => concerns(event, queryKey) });
}
