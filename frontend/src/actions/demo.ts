import { queryOptions } from '@tanstack/react-query';
import { getDemoOptions } from '@/lib/api/@tanstack/react-query.gen';
import type { Demo } from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import { sdk } from '@/lib/sdk';

export type { Demo, DemoAccount } from '@/lib/api/types.gen';

/** The demo's accounts and pages; null where this is no demo. */
export function demoQuery() {
  const { queryKey } = getDemoOptions();
  return queryOptions<Demo | null>({
    queryKey,
    queryFn: async ({ signal }) => {
      try {
        return (await (await sdk()).getDemo({ signal })).data;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: 30_000,
  });
}
