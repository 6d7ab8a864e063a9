import type { z } from 'zod';
import { now } from '../../platform/clock.ts';
import { cached } from '../../platform/cache.ts';
import { toPage } from '../../shared/keyset.ts';
import { getUserRefs } from '../user/index.ts';
import {
  BROWSE_ORDERS,
  countOpenByCategory,
  findBrowsable,
  findInvited,
  INVITATION_ORDER,
  type BrowseSort,
} from './request-lists.repository.ts';
import type { RequestCardRecord } from './purchase-request.repository.ts';
import {
  CATEGORY_IDS,
  type browseRequests as browseContract,
  type listCategories as categoriesContract,
} from './request.contract.ts';
import { presentCard } from './request.presenter.ts';
import { queryTermsOf } from './text-search.ts';

type BrowseInput = z.infer<typeof browseContract.query & object>;
type CardPage = z.input<typeof browseContract.output>;

const KEY_OF: Readonly<Record<BrowseSort, (request: RequestCardRecord) => Date | number>> = {
  newest: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
  endingSoon: (request) => request.endsAt ?? request.createdAt,
  highestBudget: ({ budgetMinCents, budgetMaxCents }) => budgetMaxCents ?? budgetMinCents ?? 0,
};

async function present(page: {
  items: readonly RequestCardRecord[];
  nextCursor: string | null;
}): Promise<CardPage> {
  const people = await getUserRefs(page.items.map(({ buyerId }) => buyerId));
  return {
    items: page.items.map((request) => presentCard(request, people, false)),
    nextCursor: page.nextCursor,
  };
}

/** Open public requests; the same for everybody, so that it can be cached anywhere. */
export async function browseRequests(input: BrowseInput): Promise<CardPage> {
  const { q, sort, cursor, limit, ...filter } = input;
  const terms = q === undefined ? [] : queryTermsOf(q);
  // A query of signs and spaces looks for nothing that could be found.
  if (q !== undefined && terms.length === 0) return { items: [], nextCursor: null };
  const found = await findBrowsable({ ...filter, terms }, sort, now(), { cursor, limit: limit + 1 });
  return present(toPage(BROWSE_ORDERS[sort], found, limit, KEY_OF[sort]));
}

/** Open requests that somebody was invited to. */
export async function listInvitations(
  input: { readonly cursor?: string | undefined; readonly limit: number },
  actor: { readonly id: string },
): Promise<CardPage> {
  const { cursor, limit } = input;
  const found = await findInvited(actor.id, { cursor, limit: limit + 1 });
  return present(toPage(INVITATION_ORDER, found, limit, KEY_OF.newest));
}

const COUNTS_SECONDS = 30;

/** Every category, with its number of open requests at most half a minute ago. */
export async function listCategories(): Promise<z.input<typeof categoriesContract.output>> {
  const counts = await cached('marketplace-open-counts', COUNTS_SECONDS, async () =>
    Object.fromEntries(await countOpenByCategory()),
  );
  return { items: CATEGORY_IDS.map((id) => ({ id, openCount: counts[id] ?? 0 })) };
}
