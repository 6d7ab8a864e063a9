import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
  getDeskDisputeOptions,
  getDeskDisputeQueryKey,
  listDeskDisputesInfiniteOptions,
  listMediatorsOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type {
  AddDisputeNote,
  AssignDispute,
  DecideDisputeAppeal,
  DeskCase,
  ListDeskDisputesData,
  ReassignDispute,
} from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import { isOutdated } from './deal';
import { cursorPaging } from './paging';

export type { Agreement, DeskCard, DeskCase, DisputeNote, MediatorLoad } from '@/lib/api/types.gen';

export type DeskFilter = Omit<NonNullable<ListDeskDisputesData['query']>, 'cursor' | 'limit'>;

/** Cases at the desk, the oldest first; for `useInfiniteQuery`. */
export function deskQuery(filter: DeskFilter) {
  return {
    ...listDeskDisputesInfiniteOptions({ query: { ...filter, limit: 50 } }),
    ...cursorPaging,
    initialPageParam: { query: { ...filter, limit: 50 } },
    // What others at the desk take is told to nobody else: the queue is asked anew while it is looked at.
    staleTime: 10_000,
    refetchInterval: 60_000,
  };
}

export function caseQuery(disputeId: string) {
  return queryOptions({ ...getDeskDisputeOptions({ path: { disputeId } }), staleTime: 15_000 });
}

/** Who may have a case, beside whoever has it. */
export function mediatorsQuery(disputeId: string) {
  return queryOptions({
    ...listMediatorsOptions({ query: { disputeId } }),
    staleTime: 30_000,
    select: ({ items }) => items,
  });
}

const TOUCHED = ['listDeskDisputes', 'listEvidence', 'listMediators'];

interface Step<B> {
  readonly disputeId: string;
  readonly body: B;
}

/** One step at the desk. The answer is the case as it is now; a refusal because it has moved on reads it again. */
function step<B>(name: string, call: (variables: Step<B>) => Promise<{ data: DeskCase }>) {
  return mutationOptions({
    mutationKey: [name],
    mutationFn: async (variables: Step<B>) => (await call(variables)).data,
    onSuccess: (found, { disputeId }, _result, { client }) => {
      client.setQueryData(getDeskDisputeQueryKey({ path: { disputeId } }), found);
      void makeOld(client, TOUCHED);
    },
    onError: (error, _variables, _result, { client }) => {
      if (isOutdated(error) || (error instanceof ApiError && error.status === 0)) {
        void makeOld(client, ['getDeskDispute', ...TOUCHED]);
      }
    },
  });
}

const sent = <B>({ disputeId, body }: Step<B>) => ({ path: { disputeId }, body });

export const assignAction = step('assignDispute', async (v: Step<AssignDispute>) =>
  (await sdk()).assignDispute(sent(v)),
);
export const reassignAction = step('reassignDispute', async (v: Step<ReassignDispute>) =>
  (await sdk()).reassignDispute(sent(v)),
);
export const noteAction = step('addDisputeNote', async (v: Step<AddDisputeNote>) =>
  (await sdk()).addDisputeNote(sent(v)),
);
export const proposeAction = step('proposeDisputeSplit', async (v: Step<DecideDisputeAppeal>) =>
  (await sdk()).proposeDisputeSplit(sent(v)),
);
export const ruleAction = step('ruleDispute', async (v: Step<DecideDisputeAppeal>) =>
  (await sdk()).ruleDispute(sent(v)),
);
/** Irreversible: the money is divided at once. */
export const decideAppealAction = step('decideDisputeAppeal', async (v: Step<DecideDisputeAppeal>) =>
  (await sdk()).decideDisputeAppeal(sent(v)),
);
/** Both parties read it; it becomes a piece of evidence. */
export const writeToPartiesAction = mutationOptions({
  mutationKey: ['addEvidence', 'desk'],
  mutationFn: async ({ disputeId, body }: Step<{ text: string }>) =>
    (
      await (
        await sdk()
      ).addEvidence({
        path: { disputeId },
        body: { evidence: { kind: 'message', text: body.text } },
      })
    ).data,
  onSuccess: (_dispute, _variables, _result, { client }) => {
    void makeOld(client, ['getDeskDispute', ...TOUCHED]);
  },
});
