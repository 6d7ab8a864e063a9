import { keepPreviousData, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  browseRequestsInfiniteOptions,
  getRequestOptions,
  getRequestQueryKey,
  listCategoriesOptions,
  listInvitationsInfiniteOptions,
  listQuestionsInfiniteOptions,
  searchUsersOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type { BrowseRequestsData, RequestDetail } from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type {
  Budget,
  CategoryId,
  FileRef,
  PrivatePart,
  Question,
  RequestCard,
  RequestDetail,
} from '@/lib/api/types.gen';

export type BrowseQuery = NonNullable<BrowseRequestsData['query']>;
export type BrowseSort = NonNullable<BrowseQuery['sort']>;

/** Requests on a page of the list. */
const PAGE = 20;

/** Open requests, the same for everybody; for `useInfiniteQuery`, on the server as well. */
export function browseQuery(query: BrowseQuery) {
  return {
    ...browseRequestsInfiniteOptions({ query: { ...query, limit: PAGE } }),
    ...cursorPaging,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  };
}

export function categoriesQuery() {
  return queryOptions({ ...listCategoriesOptions(), staleTime: 60_000 });
}

/** Open requests that the signed-in person is invited to; for `useInfiniteQuery`. */
export function invitationsQuery() {
  return { ...listInvitationsInfiniteOptions({ query: { limit: PAGE } }), ...cursorPaging };
}

/** A request as the person who asks may see it. */
export function requestQuery(requestId: string) {
  return queryOptions({ ...getRequestOptions({ path: { requestId } }), staleTime: 15_000 });
}

/**
 * A request as a visitor sees it, kept apart from what a signed-in person sees, so that a page which the server drew
 * for everybody never replaces somebody's own view of it.
 */
export function publicRequestQuery(requestId: string) {
  const [key] = getRequestQueryKey({ path: { requestId } });
  return queryOptions<RequestDetail, ApiError>({
    queryKey: [{ ...key, tags: ['public'] }],
    queryFn: async ({ signal }) => (await (await sdk()).getRequest({ path: { requestId }, signal })).data,
    staleTime: 15_000,
  });
}

/** Questions and answers, oldest first; for `useInfiniteQuery`, on the server as well. */
export function questionsQuery(requestId: string) {
  return {
    ...listQuestionsInfiniteOptions({ path: { requestId }, query: { limit: 10 } }),
    ...cursorPaging,
    initialPageParam: { path: { requestId } },
    staleTime: 15_000,
  };
}

/** People whose name begins so; nobody below two letters. */
export function peopleQuery(name: string) {
  return queryOptions({
    ...searchUsersOptions({ query: { q: name, limit: 10 } }),
    enabled: name.length >= 2,
    placeholderData: keepPreviousData,
  });
}

const LISTS = new Set(['browseRequests', 'listCategories', 'listMyRequests']);
const MAYBE_OLD = new Set([...LISTS, 'getRequest', 'getDeal', 'listOffers', 'listQuestions']);

/** A refusal because things have moved on, or no answer at all: what is shown may be old, so it is read again. */
function readAgainAfter(error: unknown, client: QueryClient): void {
  if (!(error instanceof ApiError)) return;
  if (error.status === 409 || error.status === 0 || error.code === 'INVALID_TRANSITION') {
    void makeOld(client, MAYBE_OLD);
  }
}

/** A step on one's own request; the answer is the request as it is now. */
function step<V>(name: string, call: (variables: V) => Promise<{ data: RequestDetail }>) {
  return mutationOptions({
    mutationKey: [name],
    mutationFn: async (variables: V) => (await call(variables)).data,
    onSuccess: (request, _variables, _result, { client }) => {
      client.setQueryData(getRequestQueryKey({ path: { requestId: request.id } }), request);
      void makeOld(client, LISTS);
    },
    onError: (error, _variables, _result, { client }) => {
      readAgainAfter(error, client);
    },
  });
}

export const publishRequestAction = step('publishRequest', async (requestId: string) =>
  (await sdk()).publishRequest({ path: { requestId } }),
);
export const cancelRequestAction = step('cancelRequest', async (requestId: string) =>
  (await sdk()).cancelRequest({ path: { requestId } }),
);

interface Invitation {
  readonly requestId: string;
  readonly sellerIds: string[];
}
export const inviteSellersAction = step('inviteSellers', async ({ requestId, sellerIds }: Invitation) =>
  (await sdk()).inviteSellers({ path: { requestId }, body: { sellerIds } }),
);

const QUESTIONS = new Set(['listQuestions']);

export const askQuestionAction = mutationOptions({
  mutationKey: ['askQuestion'],
  mutationFn: async (v: { readonly requestId: string; readonly text: string }) => {
    const { askQuestion } = await sdk();
    return (await askQuestion({ path: { requestId: v.requestId }, body: { text: v.text } })).data;
  },
  onSuccess: (_question, _variables, _result, { client }) => {
    void makeOld(client, QUESTIONS);
  },
  onError: (error, _variables, _result, { client }) => {
    readAgainAfter(error, client);
  },
});

export const answerQuestionAction = mutationOptions({
  mutationKey: ['answerQuestion'],
  mutationFn: async ({ questionId, text }: { readonly questionId: string; readonly text: string }) =>
    (await (await sdk()).answerQuestion({ path: { questionId }, body: { text } })).data,
  onSuccess: (_question, _variables, _result, { client }) => {
    void makeOld(client, QUESTIONS);
  },
  onError: (error, _variables, _result, { client }) => {
    readAgainAfter(error, client);
  },
});
