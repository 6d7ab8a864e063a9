import { mutationOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import {
  countUnreadOptions,
  countUnreadQueryKey,
  listNotificationsInfiniteOptions,
} from '@/lib/api/@tanstack/react-query.gen';
import type { Notification, NotificationPage, UnreadCount } from '@/lib/api/types.gen';
import { productNow } from '@/lib/clock';
import { sdk } from '@/lib/sdk';
import { isAnswerOf } from '@/lib/generated-key';
import { cursorPaging } from './paging';

export type { Notification, NotificationKind } from '@/lib/api/types.gen';

/** How many notifications are unread, for the bell; kept fresh by events. */
export function unreadCountQuery(enabled: boolean) {
  return queryOptions({ ...countUnreadOptions(), staleTime: 60_000, enabled });
}

export const NOTIFICATION_FILTERS = ['all', 'unread'] as const;
export type NotificationFilter = (typeof NOTIFICATION_FILTERS)[number];

/** For `useInfiniteQuery`: newest first; new ones come with `notification:received`. */
export function notificationsQuery(filter: NotificationFilter) {
  return {
    ...listNotificationsInfiniteOptions({
      query: filter === 'unread' ? { unread: 'true', limit: 30 } : { limit: 30 },
    }),
    ...cursorPaging,
    staleTime: 15_000,
  };
}

const isList = isAnswerOf(['listNotifications']);

/** What a step changed on the screen, to be put back when it is refused. */
interface Marked {
  readonly ids: ReadonlySet<string>;
  readonly countedLess: number;
}

function unreadIds(client: QueryClient): ReadonlySet<string> {
  const lists = client.getQueriesData<InfiniteData<NotificationPage>>({ predicate: isList });
  const items = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? []);
  return new Set(items.filter(({ readAt }) => readAt === null).map(({ id }) => id));
}

function setReadAt(client: QueryClient, ids: ReadonlySet<string>, readAt: string | null): void {
  const marked = (item: Notification) => (ids.has(item.id) ? { ...item, readAt } : item);
  client.setQueriesData<InfiniteData<NotificationPage>>(
    { predicate: isList },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.map(marked) })),
      },
  );
}

/** @param by negative for fewer; the badge never goes below none */
function changeCount(client: QueryClient, by: number): number {
  const before = client.getQueryData<UnreadCount>(countUnreadQueryKey());
  if (!before) return 0;
  const count = Math.max(0, before.count + by);
  client.setQueryData<UnreadCount>(countUnreadQueryKey(), { count });
  return before.count - count;
}

/** Marks on the screen at once; a reading under way would bring the old state back, so it is given up. */
async function markOnScreen(
  client: QueryClient,
  chosen: (unread: ReadonlySet<string>) => ReadonlySet<string>,
  countLess: (ids: ReadonlySet<string>) => number,
): Promise<Marked> {
  await Promise.all([
    client.cancelQueries({ predicate: isList }),
    client.cancelQueries({ queryKey: countUnreadQueryKey() }),
  ]);
  const ids = chosen(unreadIds(client));
  setReadAt(client, ids, new Date(productNow()).toISOString());
  return { ids, countedLess: changeCount(client, -countLess(ids)) };
}

function putBack(client: QueryClient, marked: Marked | undefined): void {
  if (!marked) return;
  setReadAt(client, marked.ids, null);
  changeCount(client, marked.countedLess);
}

const MARKING = ['markNotificationsRead'];

/** Reads again once the last of several steps is through, so that none undoes another on the screen. */
function readAgain(client: QueryClient): void {
  if (client.isMutating({ mutationKey: MARKING }) > 1) return;
  void client.invalidateQueries({ predicate: isList });
  void client.invalidateQueries({ queryKey: countUnreadQueryKey() });
}

/** Marks one as read, on the screen at once. */
export const markReadAction = mutationOptions({
  mutationKey: [...MARKING, 'one'],
  mutationFn: async (notificationId: string) =>
    (await (await sdk()).markNotificationRead({ path: { notificationId } })).data,
  onMutate: (notificationId, { client }) =>
    markOnScreen(
      client,
      (unread) => new Set(unread.has(notificationId) ? [notificationId] : []),
      (ids) => ids.size,
    ),
  onError: (_error, _id, marked, { client }) => {
    putBack(client, marked);
  },
  onSettled: (_data, _error, _id, _marked, { client }) => {
    readAgain(client);
  },
});

/** Marks everything as read, what is not loaded as well. */
export const markAllReadAction = mutationOptions({
  mutationKey: [...MARKING, 'all'],
  mutationFn: async () => (await (await sdk()).markAllNotificationsRead()).data,
  onMutate: (_variables, { client }) =>
    markOnScreen(
      client,
      (unread) => unread,
      () => client.getQueryData<UnreadCount>(countUnreadQueryKey())?.count ?? 0,
    ),
  onError: (_error, _variables, marked, { client }) => {
    putBack(client, marked);
  },
  onSettled: (_data, _error, _variables, _marked, { client }) => {
    readAgain(client);
  },
});
