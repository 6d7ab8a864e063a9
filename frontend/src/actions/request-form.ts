import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import {
  getRequestOptions,
  getRequestQueryKey,
  searchUsersOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type {
  CategoryId,
  CreateRequest,
  RequestDetail,
  RequestSuggestion,
  SuggestRequest,
} from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';
import { makeOld } from '@/lib/generated-key';

export type { CategoryId, RequestDetail, RequestSuggestion } from '@/lib/api/types.gen';

/** In the order in which they are offered. */
export const CATEGORY_IDS = [
  'design',
  'software',
  'writing',
  'translation',
  'marketing',
  'electronics',
  'fashion',
  'home',
  'art',
  'business',
  'education',
  'other',
] as const satisfies readonly CategoryId[];

/** What a request says, without the question whether it is published. */
export type RequestContent = Required<Omit<CreateRequest, 'publish'>>;

/** A request to write on: never an old answer, since its `version` goes back to the API. */
export function writtenRequestQuery(requestId: string) {
  return queryOptions({ ...getRequestOptions({ path: { requestId } }), staleTime: 0 });
}

/** People by the beginning of their name, at least two letters of it. */
export function peopleQuery(name: string) {
  return queryOptions({
    ...searchUsersOptions({ query: { q: name, limit: 6 } }),
    select: ({ items }) => items,
    enabled: name.length >= 2,
    staleTime: 60_000,
  });
}

export interface SaveRequest {
  /** The draft that is written on; null for a new one. */
  readonly draft: { readonly id: string; readonly version: number } | null;
  readonly content: RequestContent;
  /** Sellers who are not invited yet. */
  readonly inviteIds: readonly string[];
  readonly publish: boolean;
  /** Told as soon as it is stored, even if a later step fails, so that the next attempt goes on with it. */
  readonly onStored: (stored: RequestDetail) => void;
}

const INVITED_AT_ONCE = 20;

/** Stores the content, then invites, then publishes: those who are invited hear of an open request only. */
async function save({ draft, content, inviteIds, publish, onStored }: SaveRequest): Promise<RequestDetail> {
  const api = await sdk();
  let { data: request } = draft
    ? await api.updateRequest({
        path: { requestId: draft.id },
        body: { ...content, version: draft.version },
      })
    : await api.createRequest({
        body: { ...content, publish: false },
      });
  onStored(request);
  const path = { requestId: request.id };
  for (let from = 0; from < inviteIds.length; from += INVITED_AT_ONCE) {
    const sellerIds = inviteIds.slice(from, from + INVITED_AT_ONCE);
    ({ data: request } = await api.inviteSellers({ path, body: { sellerIds } }));
    onStored(request);
  }
  if (publish) ({ data: request } = await api.publishRequest({ path }));
  return request;
}

const LISTS: ReadonlySet<string> = new Set([
  'listMyRequests',
  'browseRequests',
  'listCategories',
  'getTimeline',
]);

function markListsOld(client: QueryClient): Promise<void> {
  return makeOld(client, LISTS);
}

/** Saves a draft, and publishes it if wanted; what is on screen already shows the new words meanwhile. */
export const saveRequestAction = mutationOptions({
  mutationKey: ['saveRequest'],
  mutationFn: save,
  onMutate: ({ draft, content }, { client }) => {
    if (!draft) return null;
    const key = getRequestQueryKey({ path: { requestId: draft.id } });
    const before = client.getQueryData<RequestDetail>(key);
    if (before) {
      const { title, description, categoryId, deliveryDays } = content;
      client.setQueryData(key, { ...before, title, description, categoryId, deliveryDays });
    }
    return { key, before };
  },
  onSuccess: (request, _variables, _context, { client }) => {
    client.setQueryData(getRequestQueryKey({ path: { requestId: request.id } }), request);
    void markListsOld(client);
  },
  onError: (error, _variables, context, { client }) => {
    if (!context) return;
    client.setQueryData(context.key, context.before);
    if (error instanceof ApiError && error.status === 409) {
      void client.invalidateQueries({ queryKey: context.key });
    }
  },
});

/** A draft of the words from a few of the person's own; nothing of it is stored. */
export const suggestRequestAction = mutationOptions({
  mutationKey: ['suggestRequest'],
  mutationFn: async (body: SuggestRequest): Promise<RequestSuggestion> => {
    const { suggestRequest } = await sdk();
    return (await suggestRequest({ body })).data;
  },
});

/** Whether the help cannot answer at all, as where none is configured, rather than just now. */
export const isHelpUnavailable = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'AI_UNAVAILABLE';
