import { QueryClient, type InfiniteData } from '@tanstack/react-query';
import { countUnreadQueryKey, listNotificationsInfiniteQueryKey } from '@/lib/api/@tanstack/react-query.gen';
import type { Notification, NotificationPage } from '@/lib/api/types.gen';
import { markAllReadAction, markReadAction } from './notifications';

const some = (id: string, readAt: string | null): Notification => ({
  id,
  kind: 'offer:submitted',
  requestId: 'b'.repeat(24),
  disputeId: null,
  params: { title: 'A logo' },
  readAt,
  createdAt: '2026-03-09T10:00:00.000Z',
});

const sdkCalls = { markNotificationRead: jest.fn(), markAllNotificationsRead: jest.fn() };
jest.mock('@/lib/sdk', () => ({ sdk: () => Promise.resolve(sdkCalls) }));

describe('read marks', () => {
  const listKey = listNotificationsInfiniteQueryKey({ query: { limit: 30 } });

  function screenWith(unread: number, count: number) {
    const client = new QueryClient();
    const items = Array.from({ length: unread + 1 }, (_, index) =>
      some(String(index), index < unread ? null : '2026-03-01T00:00:00.000Z'),
    );
    client.setQueryData<InfiniteData<NotificationPage>>(listKey, {
      pages: [{ items, nextCursor: null }],
      pageParams: [{}],
    });
    client.setQueryData(countUnreadQueryKey(), { count });
    return {
      run: (action: object, variables?: string) =>
        client
          .getMutationCache()
          .build<unknown, Error, string | undefined, unknown>(client, action)
          .execute(variables),
      unread: () =>
        client
          .getQueryData<InfiniteData<NotificationPage>>(listKey)
          ?.pages[0]?.items.filter(({ readAt }) => readAt === null)
          .map(({ id }) => id),
      count: () => client.getQueryData<{ count: number }>(countUnreadQueryKey())?.count,
    };
  }

  /** A call that is answered when the test says so. */
  function held(call: jest.Mock) {
    let answer = () => {};
    let refuse = () => {};
    call.mockImplementationOnce(
      () =>
        new Promise((resolve, reject) => {
          answer = () => {
            resolve({ data: {} });
          };
          refuse = () => {
            reject(new Error('refused'));
          };
        }),
    );
    return {
      answer: () => {
        answer();
      },
      refuse: () => {
        refuse();
      },
    };
  }

  const soon = () =>
    new Promise((resolve) => {
      setTimeout(resolve, 5);
    });

  it('one is set before the answer, and the badge counts down', async () => {
    const call = held(sdkCalls.markNotificationRead);
    const shown = screenWith(2, 40);
    const done = shown.run(markReadAction, '0');
    await soon();
    expect(shown.unread()).toEqual(['1']);
    expect(shown.count()).toBe(39);
    call.answer();
    await done;
    expect(shown.count()).toBe(39);
  });

  it('one that was read before changes nothing', async () => {
    sdkCalls.markNotificationRead.mockResolvedValueOnce({ data: {} });
    const shown = screenWith(2, 2);
    await shown.run(markReadAction, '2');
    expect(shown.unread()).toEqual(['0', '1']);
    expect(shown.count()).toBe(2);
  });

  it('a refused one is put back, without undoing another', async () => {
    const first = held(sdkCalls.markNotificationRead);
    const shown = screenWith(2, 2);
    const refused = shown.run(markReadAction, '0');
    await soon();
    const second = held(sdkCalls.markNotificationRead);
    const kept = shown.run(markReadAction, '1');
    await soon();
    expect(shown.count()).toBe(0);
    first.refuse();
    await expect(refused).rejects.toThrow('refused');
    expect(shown.unread()).toEqual(['0']);
    expect(shown.count()).toBe(1);
    second.answer();
    await kept;
    expect(shown.unread()).toEqual(['0']);
  });

  it('all are set with those that are not loaded, and put back when refused', async () => {
    const call = held(sdkCalls.markAllNotificationsRead);
    const shown = screenWith(3, 120);
    const refused = shown.run(markAllReadAction);
    await soon();
    expect(shown.unread()).toEqual([]);
    expect(shown.count()).toBe(0);
    call.refuse();
    await expect(refused).rejects.toThrow('refused');
    expect(shown.unread()).toEqual(['0', '1', '2']);
    expect(shown.count()).toBe(120);
  });
});
