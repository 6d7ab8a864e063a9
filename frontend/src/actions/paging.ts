/**
 * Keyset paging for the generated `…InfiniteOptions`: spread it beside them.
 *
 *     useInfiniteQuery({ ...browseRequestsInfiniteOptions({ query }), ...cursorPaging })
 */
export const cursorPaging = {
  initialPageParam: {},
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** All items of the pages loaded so far. */
export function itemsOf<T>(
  data: { readonly pages: readonly { readonly items: readonly T[] }[] } | undefined,
): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
