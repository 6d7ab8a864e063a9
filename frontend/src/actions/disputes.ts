import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
  getDisputeOptions,
  getDisputeQueryKey,
  listDisputesOptions,
  listEvidenceInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type {
  AddEvidence,
  AppealRuling,
  Dispute,
  OfferSplit,
  OpenDispute,
  RespondToDispute,
  SealSplit,
} from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import { isOutdated } from './deal';
import { cursorPaging } from './paging';

export type {
  Dispute,
  DisputeAction,
  DisputeCard,
  DisputeDecision,
  DisputeReason,
  DisputeStatus,
  DisputeWish,
  Division,
  Evidence,
  MediatorProposal,
  NewEvidence,
  OpenDispute as OpenDisputeBody,
  Party,
  SplitOffer,
} from '@/lib/api/types.gen';

/** The disputes about a deal, newest first: a milestone has one at a time. */
export function disputesOfDealQuery(requestId: string) {
  return queryOptions({
    ...listDisputesOptions({ query: { requestId, limit: 50 } }),
    staleTime: 30_000,
    select: ({ items }) => items,
  });
}

/** The newest disputes of a person, over all deals. */
export function ownDisputesQuery() {
  return queryOptions({
    ...listDisputesOptions({ query: { limit: 100 } }),
    staleTime: 30_000,
    select: ({ items }) => items,
  });
}

export function disputeQuery(disputeId: string) {
  return queryOptions({ ...getDisputeOptions({ path: { disputeId } }), staleTime: 30_000 });
}

/** Statements and evidence in their order; for `useInfiniteQuery`. */
export function evidenceQuery(disputeId: string) {
  return {
    ...listEvidenceInfiniteOptions({ path: { disputeId }, query: { limit: 100 } }),
    ...cursorPaging,
    initialPageParam: { path: { disputeId } },
    staleTime: 30_000,
  };
}

/** Answers that a step makes old beside the dispute itself, which the step answers. */
const TOUCHED = ['listDisputes', 'listEvidence', 'getDeal', 'getTimeline', 'listMyRequests', 'getBalances'];

/**
 * One step of a dispute. The answer is the dispute as it is now; a refusal because it has moved on reads it again,
 * and so does a call without an answer, which may have gone through.
 */
function step<V>(name: string, call: (variables: V) => Promise<{ data: Dispute }>) {
  return mutationOptions({
    mutationKey: [name],
    mutationFn: async (variables: V) => (await call(variables)).data,
    onSuccess: (dispute, _variables, _result, { client }) => {
      client.setQueryData(getDisputeQueryKey({ path: { disputeId: dispute.id } }), dispute);
      void makeOld(client, TOUCHED);
    },
    onError: (error, _variables, _result, { client }) => {
      if (isOutdated(error) || (error instanceof ApiError && error.status === 0)) {
        void makeOld(client, ['getDispute', ...TOUCHED]);
      }
    },
  });
}

interface Named {
  readonly disputeId: string;
}
interface NamedSplit extends Named {
  readonly splitId: string;
}
interface Answer extends Named {
  readonly proposalId: string;
}
interface WithBody<B> extends Named {
  readonly body: B;
}

const path = ({ disputeId }: Named) => ({ path: { disputeId } });
const splitPath = ({ disputeId, splitId }: NamedSplit) => ({ path: { disputeId, splitId } });

export const openDisputeAction = step('openDispute', async (body: OpenDispute) =>
  (await sdk()).openDispute({ body }),
);
export const respondAction = step('respondToDispute', async (v: WithBody<RespondToDispute>) =>
  (await sdk()).respondToDispute({ ...path(v), body: v.body }),
);
export const addEvidenceAction = step('addEvidence', async (v: WithBody<AddEvidence>) =>
  (await sdk()).addEvidence({ ...path(v), body: v.body }),
);
export const offerSplitAction = step('offerSplit', async (v: WithBody<OfferSplit>) =>
  (await sdk()).offerSplit({ ...path(v), body: v.body }),
);
/** Irreversible: the money is divided at once. */
export const acceptSplitAction = step('acceptSplit', async (v: NamedSplit) =>
  (await sdk()).acceptSplit({ ...splitPath(v) }),
);
export const declineSplitAction = step('declineSplit', async (v: NamedSplit) =>
  (await sdk()).declineSplit(splitPath(v)),
);
/** May end the dispute at once, when the two sealed sums leave room. */
export const sealSplitAction = step('sealSplit', async (v: WithBody<SealSplit>) =>
  (await sdk()).sealSplit({ ...path(v), body: v.body }),
);
export const unsealSplitAction = step('unsealSplit', async (v: Named) => (await sdk()).unsealSplit(path(v)));
export const acceptProposalAction = step('acceptProposal', async (v: Answer) =>
  (await sdk()).acceptProposal({ ...path(v), body: { proposalId: v.proposalId } }),
);
export const declineProposalAction = step('declineProposal', async (v: Answer) =>
  (await sdk()).declineMediatorProposal({ ...path(v), body: { proposalId: v.proposalId } }),
);
export const appealAction = step('appealRuling', async (v: WithBody<AppealRuling>) =>
  (await sdk()).appealRuling({ ...path(v), body: v.body }),
);
export const waiveAppealAction = step('waiveAppeal', async (v: Named) =>
  (await sdk()).waiveAppeal({ ...path(v) }),
);
export const offerWithdrawalAction = step('offerWithdrawal', async (v: Named) =>
  (await sdk()).offerWithdrawal(path(v)),
);
export const confirmWithdrawalAction = step('confirmWithdrawal', async (v: Named) =>
  (await sdk()).confirmWithdrawal({ ...path(v) }),
);
export const declineWithdrawalAction = step('declineWithdrawal', async (v: Named) =>
  (await sdk()).declineWithdrawal(path(v)),
);
