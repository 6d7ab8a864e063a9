import type { DeskPaymentFilter } from '@/actions/payment-desk';

/** Statuses of money that did not come as it was asked for, in the order in which they press. */
export const SIDE_STATUSES = ['quarantined', 'reorged', 'underpaid', 'late', 'refund_due'] as const;
export const STATUSES = [
  'created',
  'pending',
  'detected',
  'confirming',
  'completed',
  'underpaid',
  'late',
  'expired',
  'quarantined',
  'refund_due',
  'refunded',
  'reorged',
] as const;
export const VIEWS = ['side', 'all'] as const;
export const ORDERS = ['oldest', 'newest'] as const;

/** What the address asks for. */
export interface PaymentAddress {
  readonly view: (typeof VIEWS)[number];
  readonly status: (typeof STATUSES)[number] | null;
  readonly order: (typeof ORDERS)[number];
}

const isSide = (status: PaymentAddress['status']): boolean => SIDE_STATUSES.some((side) => side === status);

/** Reads the address; what it does not know it leaves out. A status that is no side status is among all. */
export function addressOf(search: { get: (name: string) => string | null }): PaymentAddress {
  const status = STATUSES.find((one) => one === search.get('status')) ?? null;
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'side';
  return {
    view: status !== null && !isSide(status) ? 'all' : view,
    status,
    order: ORDERS.find((one) => one === search.get('order')) ?? 'oldest',
  };
}

/** The address without what goes without saying. */
export function searchOf({ view, status, order }: PaymentAddress): string {
  const search = new URLSearchParams();
  if (view !== 'side') search.set('view', view);
  if (status !== null) search.set('status', status);
  if (order !== 'oldest') search.set('order', order);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** What the API is asked for. */
export const filterOf = ({ view, status, order }: PaymentAddress): DeskPaymentFilter => ({
  view,
  order,
  limit: 25,
  ...(status === null ? {} : { status }),
});
