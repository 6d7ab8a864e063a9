import { browseRequests } from '@/lib/api/sdk.gen';
import type { RequestCard } from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import './server-api';

const PAGE = 50;
/** A search engine finds the rest through the list. */
const MOST_PAGES = 10;

/** The newest open public requests, at most five hundred; none while the API does not answer. */
export async function openRequestsForSearch(): Promise<readonly RequestCard[]> {
  const found: RequestCard[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { data } = await browseRequests({
        query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
      });
      found.push(...data.items);
      if (data.nextCursor === null) break;
      cursor = data.nextCursor;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  return found;
}
