import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getPaymentOptions,
  getPaymentQueryKey,
  listAssetsOptions,
  listDealPaymentsOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type { CreatePayment, Money, Payment } from '@/lib/api/types.gen';
import { sdk } from '@/lib/sdk';
import { isGeneratedKey, makeOld } from '@/lib/generated-key';

export type { Asset, Deposit, Payment, PaymentStatus } from '@/lib/api/types.gen';

/** Coins that can be paid: the registry changes with a release, not during a visit. */
export function assetsQuery() {
  return queryOptions({ ...listAssetsOptions(), staleTime: 10 * 60_000, select: ({ items }) => items });
}

const SECOND_MS = 1000;

/**
 * How soon to ask again. Events tell every change; asking is the net below them, closer while money is on its way.
 * @returns ms, or false when nothing changes by itself any more
 */
export function pollEveryMs(status: Payment['status'] | undefined): number | false {
  switch (status) {
    case 'created':
      return 2 * SECOND_MS;
    case 'detected':
    case 'confirming':
      return 10 * SECOND_MS;
    case 'pending':
    case 'underpaid':
    case 'reorged':
      return 15 * SECOND_MS;
    case 'late':
    case 'expired':
    case 'quarantined':
    case 'refund_due':
      return 60 * SECOND_MS;
    default:
      return false;
  }
}

/** A payment with its deposits and confirmations. */
export function paymentQuery(paymentId: string) {
  return queryOptions({
    ...getPaymentOptions({ path: { paymentId } }),
    staleTime: 5 * SECOND_MS,
    refetchInterval: ({ state }) => pollEveryMs(state.data?.status),
  });
}

/** All attempts to pay a deal, newest first. */
export function dealPaymentsQuery(requestId: string) {
  return queryOptions({
    ...listDealPaymentsOptions({ path: { requestId } }),
    staleTime: 15 * SECOND_MS,
    select: ({ items }) => items,
  });
}

/** Gets an address for an asset. Asking again gives the same attempt for as long as it can be paid. */
export const createPaymentAction = mutationOptions({
  mutationKey: ['createPayment'],
  mutationFn: async (body: CreatePayment) => (await (await sdk()).createPayment({ body })).data,
  onSuccess: (payment, { requestId }, _result, { client }) => {
    client.setQueryData(getPaymentQueryKey({ path: { paymentId: payment.id } }), payment);
    void client.invalidateQueries({
      predicate: ({ queryKey }) =>
        isGeneratedKey(queryKey[0]) &&
        (queryKey[0]._id === 'listDealPayments' || queryKey[0]._id === 'getDeal') &&
        queryKey[0].path?.['requestId'] === requestId,
    });
  },
});

/**
 * Tells the backend which transaction a wallet has sent, so that it looks at once, also when this page is gone.
 * It finds the transfer without that as well, so a failure is tried again and then let be.
 */
export const reportTransactionAction = mutationOptions({
  mutationKey: ['reportTransaction'],
  mutationFn: async ({ paymentId, txid }: { paymentId: string; txid: string }) =>
    (await (await sdk()).reportTransaction({ path: { paymentId }, body: { txid } })).data,
  retry: 3,
});

/** In a demo: sends what is missing from a test wallet, by a real transfer on the test chain. */
export const payInDemoAction = mutationOptions({
  mutationKey: ['payInDemo'],
  mutationFn: async ({ paymentId }: { paymentId: string }) =>
    (await (await sdk()).payInDemo({ path: { paymentId }, body: {} })).data,
  onSuccess: (_transfer, { paymentId }, _result, { client }) => {
    void client.invalidateQueries({ queryKey: getPaymentQueryKey({ path: { paymentId } }) });
  },
});

/** After a step of the payment: it is shown at once, and what hangs on it is read again. */
function onStep(payment: Payment, _input: unknown, _result: unknown, { client }: { client: QueryClient }) {
  client.setQueryData(getPaymentQueryKey({ path: { paymentId: payment.id } }), payment);
  void makeOld(client, ['getDeal', 'getDealMoney', 'listDealPayments', 'getBalances']);
}

/** Sets so much credit aside for a deal's payment, in all; the same again changes nothing. */
export const spendCreditAction = mutationOptions({
  mutationKey: ['useCredit'],
  mutationFn: async ({ requestId, credit }: { requestId: string; credit: Money }) =>
    (await (await sdk()).useCredit({ path: { requestId }, body: { credit } })).data,
  onSuccess: onStep,
});

interface LessInput {
  paymentId: string;
  /** What the page showed. */
  kept: Money;
}

export const proposeLessAction = mutationOptions({
  mutationKey: ['proposeLess'],
  mutationFn: async ({ paymentId, kept }: LessInput) =>
    (await (await sdk()).proposeLess({ path: { paymentId }, body: { kept, note: '' } })).data,
  onSuccess: onStep,
});

export const agreeLessAction = mutationOptions({
  mutationKey: ['agreeLess'],
  mutationFn: async ({ paymentId, kept }: LessInput) =>
    (await (await sdk()).agreeLess({ path: { paymentId }, body: { kept } })).data,
  onSuccess: onStep,
});

export const declineLessAction = mutationOptions({
  mutationKey: ['declineLess'],
  mutationFn: async ({ paymentId }: { paymentId: string }) =>
    (await (await sdk()).declineLess({ path: { paymentId } })).data,
  onSuccess: onStep,
});

export const askRefundAction = mutationOptions({
  mutationKey: ['askRefund'],
  mutationFn: async ({ paymentId }: { paymentId: string }) =>
    (await (await sdk()).askRefund({ path: { paymentId } })).data,
  onSuccess: onStep,
});
