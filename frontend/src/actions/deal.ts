import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
  getDealMoneyOptions,
  getDealOptions,
  getDealQueryKey,
  getTimelineInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type {
  ApproveDelivery,
  ConfirmCancellation,
  ConfirmExtensionData,
  Deal,
  DeliverBody,
  ProposeCancellation,
  ProposeExtensionData,
  RequestChanges,
} from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type {
  ChangeRequest,
  Contract,
  Deal,
  DealMoney,
  DealMoneyPart,
  Delivery,
  FileRef,
  DealMilestone as Milestone,
  MoneyLine,
  PrivatePart,
  Proposal,
  RequestAction,
  RequestStatus,
  TimelineItem,
} from '@/lib/api/types.gen';

/** A deal as the signed-in party sees it; events make it old at once, so what is shown is seldom asked again. */
export function dealQuery(requestId: string) {
  return queryOptions({ ...getDealOptions({ path: { requestId } }), staleTime: 30_000 });
}

/** Where the deal's money is, out of the ledger. */
export function dealMoneyQuery(requestId: string) {
  return queryOptions({ ...getDealMoneyOptions({ path: { requestId } }), staleTime: 30_000 });
}

/** What happened, newest first; for `useInfiniteQuery`. */
export function timelineQuery(requestId: string) {
  return {
    ...getTimelineInfiniteOptions({ path: { requestId }, query: { limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path: { requestId } },
    staleTime: 30_000,
  };
}

/** Answers that a step of a deal makes old, beside the deal itself, which the step answers. */
const TOUCHED = [
  'getDealMoney',
  'getTimeline',
  'getRequest',
  'listMyRequests',
  'getBalances',
  'listDealPayments',
  'getPayment',
];

/** The refusal says that the page is old: something happened meanwhile. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 409 || error.code === 'INVALID_TRANSITION');
}

/**
 * One step of a deal. The answer is the deal as it is now; a refusal because it has moved on reads it again, so that
 * the page shows what is possible.
 */
function step<V extends { readonly requestId: string }>(
  name: string,
  call: (variables: V) => Promise<{ data: Deal }>,
) {
  return mutationOptions({
    mutationKey: [name],
    mutationFn: async (variables: V) => (await call(variables)).data,
    onSuccess: (deal, { requestId }, _result, { client }) => {
      client.setQueryData(getDealQueryKey({ path: { requestId } }), deal);
      void makeOld(client, TOUCHED);
    },
    onError: (error, _variables, _result, { client }) => {
      // A call without an answer may have gone through as well.
      if (isOutdated(error) || (error instanceof ApiError && error.status === 0)) {
        void makeOld(client, ['getDeal', ...TOUCHED]);
      }
    },
  });
}

interface Step {
  readonly requestId: string;
}
interface BodyStep<B> extends Step {
  readonly body: B;
}

const path = ({ requestId }: Step) => ({ path: { requestId } });

export const abandonAction = step('abandonDeal', async (v: Step) => (await sdk()).abandonDeal(path(v)));
export const startAction = step('startDelivery', async (v: Step) => (await sdk()).startDelivery(path(v)));
export const declineAction = step('declineDeal', async (v: Step) => (await sdk()).declineDeal(path(v)));
export const deliverAction = step('deliver', async (v: BodyStep<DeliverBody>) =>
  (await sdk()).deliver({ ...path(v), body: v.body }),
);
export const requestChangesAction = step('requestChanges', async (v: BodyStep<RequestChanges>) =>
  (await sdk()).requestChanges({ ...path(v), body: v.body }),
);
/** Releases the money for good: the body names amount, recipient and delivery as the person confirmed them. */
export const approveAction = step('approveDelivery', async (v: BodyStep<ApproveDelivery>) =>
  (await sdk()).approveDelivery({ ...path(v), body: v.body }),
);
export const proposeExtensionAction = step(
  'proposeExtension',
  async (v: BodyStep<ProposeExtensionData['body']>) =>
    (await sdk()).proposeExtension({ ...path(v), body: v.body }),
);
export const confirmExtensionAction = step(
  'confirmExtension',
  async (v: BodyStep<ConfirmExtensionData['body']>) =>
    (await sdk()).confirmExtension({ ...path(v), body: v.body }),
);
export const proposeCancellationAction = step(
  'proposeCancellation',
  async (v: BodyStep<ProposeCancellation>) => (await sdk()).proposeCancellation({ ...path(v), body: v.body }),
);
/** Names what the proposal was about when it was read: one milestone, or (null) the whole deal. */
export const confirmCancellationAction = step(
  'confirmCancellation',
  async (v: BodyStep<ConfirmCancellation>) => (await sdk()).confirmCancellation({ ...path(v), body: v.body }),
);
export const declineProposalAction = step('declineProposal', async (v: Step) =>
  (await sdk()).declineProposal(path(v)),
);
