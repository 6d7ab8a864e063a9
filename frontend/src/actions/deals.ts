import { listMyRequestsInfiniteOptions } from '@/lib/api/@tanstack/react-query.gen';
import type { MyRequestCard } from '@/lib/api/types.gen';
import { cursorPaging } from './paging';

export type { MyRequestCard } from '@/lib/api/types.gen';

export type DealRole = MyRequestCard['role'];

/** `drafts` are the buyer's; an offer that no longer stands is `finished` for its seller. */
export const DEAL_GROUPS = ['active', 'drafts', 'finished'] as const;
export type DealGroup = (typeof DEAL_GROUPS)[number];

/**
 * What waits for somebody is shown before everything else, and the API sorts by the last change: the most it gives
 * at once, so that nothing that waits is left on a later page.
 */
const PAGE_SIZE: Readonly<Record<DealGroup, number>> = { active: 100, drafts: 24, finished: 24 };

/** A person's requests and deals as buyer, or offers and deals as seller, last changed first; for `useInfiniteQuery`. */
export function myDealsQuery(role: DealRole, group: DealGroup) {
  return {
    ...listMyRequestsInfiniteOptions({ query: { role, group, limit: PAGE_SIZE[group] } }),
    ...cursorPaging,
    initialPageParam: { query: { role, group, limit: PAGE_SIZE[group] } },
    staleTime: 15_000,
  };
}
