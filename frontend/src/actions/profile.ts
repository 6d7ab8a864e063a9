import { queryOptions } from '@tanstack/react-query';
import { getProfileOptions } from '@/lib/api/@tanstack/react-query.gen';

export type { Profile } from '@/lib/api/types.gen';

/** What everybody sees of a person. */
export function profileQuery(userId: string) {
  return queryOptions({ ...getProfileOptions({ path: { userId } }), staleTime: 5 * 60_000 });
}
