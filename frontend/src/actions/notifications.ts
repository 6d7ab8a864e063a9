import { queryOptions } from '@tanstack/react-query';
import { countUnreadOptions } from '@/lib/api/@tanstack/react-query.gen';

/** How many notifications are unread, for the bell; kept fresh by events. */
export function unreadCountQuery(enabled: boolean) {
  return queryOptions({ ...countUnreadOptions(), staleTime: 60_000, enabled });
}
