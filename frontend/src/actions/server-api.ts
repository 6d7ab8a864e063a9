import {
  dehydrate,
  QueryClient,
  type DehydratedState,
  type InfiniteQueryExecuteOptions,
  type QueryExecuteOptions,
} from '@tanstack/react-query';
import { serverEnv } from '@/config/env';
import { ApiError } from '@/lib/api-error';
import { configureHttp } from '@/lib/http-settings';

configureHttp({ serverOrigin: () => serverEnv().apiInternalUrl });

/** The page waits no longer than this for the backend; the browser asks again itself. */
const PATIENCE_MS = 2500;

/**
 * Reads public data while the server draws a page, with the same query options as the browser uses.
 * @returns the state for `HydrationBoundary`. What failed is left out, and the browser asks for it, except that
 * `missing` is true when the API answered that one of them does not exist.
 */
export async function prefetchPublic(
  queries: readonly object[],
): Promise<{ state: DehydratedState; client: QueryClient; missing: boolean }> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  const patience = new Promise<'late'>((resolve) => {
    setTimeout(() => {
      resolve('late');
    }, PATIENCE_MS).unref();
  });
  let missing = false;
  const reads = queries.map(async (options) => {
    try {
      await ('initialPageParam' in options
        ? client.infiniteQuery(options as InfiniteQueryExecuteOptions)
        : client.query(options as QueryExecuteOptions));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 404) missing = true;
    }
  });
  await Promise.race([Promise.all(reads), patience]);
  return { state: dehydrate(client), client, missing };
}
