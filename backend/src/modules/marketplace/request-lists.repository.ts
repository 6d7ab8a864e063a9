import { Types } from 'mongoose';
import { afterCursor, allOf, sortOf, type Keyset } from '../../shared/keyset.ts';
import type { Language } from '../../shared/refs.ts';
import { statusesShownAs } from './marketplace.policy.ts';
import type { CategoryId } from './marketplace.types.ts';
import { PurchaseRequestModel } from './purchase-request.model.ts';
import { purchaseRequestProcess, type RequestStatus } from './purchase-request.process.ts';
import {
  HIDDEN_IN_LISTS,
  toCardRecord,
  type Listed,
  type RequestCardRecord,
} from './purchase-request.repository.ts';
import { CATEGORY_IDS } from './request.contract.ts';
import { termConditions } from './text-search.ts';

export type BrowseSort = 'newest' | 'endingSoon' | 'highestBudget';

export const BROWSE_ORDERS: Readonly<Record<BrowseSort, Keyset>> = {
  newest: { name: 'newest', field: 'publishedAt', type: 'date', direction: -1 },
  endingSoon: { name: 'endingSoon', field: 'endsAt', type: 'date', direction: 1 },
  highestBudget: { name: 'highestBudget', field: 'budgetHighCents', type: 'number', direction: -1 },
};
export const LAST_CHANGED: Keyset = { name: 'changed', field: 'updatedAt', type: 'date', direction: -1 };
export const INVITATION_ORDER: Keyset = {
  name: 'invited',
  field: 'publishedAt',
  type: 'date',
  direction: -1,
};

type Condition = Record<string, unknown>;

async function list(
  condition: Condition,
  order: Keyset,
  cursor: string | undefined,
  limit: number,
): Promise<RequestCardRecord[]> {
  const found = await PurchaseRequestModel.find(allOf(condition, afterCursor(order, cursor)), HIDDEN_IN_LISTS)
    .sort(sortOf(order))
    .limit(limit)
    .lean<Listed[]>();
  return found.map(toCardRecord);
}

/** What everybody may see; also what the indexes for browsing hold. */
const BROWSABLE = { status: 'open', visibility: 'public' } as const;

export interface BrowseFilter {
  /** Folded beginnings of words; all must be there. */
  readonly terms: readonly string[];
  readonly categoryId?: CategoryId | undefined;
  readonly language?: Language | undefined;
  readonly minBudgetCents?: number | undefined;
  readonly maxBudgetCents?: number | undefined;
}

/** A request fits when its budget and the one looked for overlap; one without a budget never does. */
function budgetCondition({ minBudgetCents, maxBudgetCents }: BrowseFilter): Condition | null {
  if (minBudgetCents === undefined && maxBudgetCents === undefined) return null;
  return {
    budgetHighCents: { $gte: Math.max(1, minBudgetCents ?? 1) },
    ...(maxBudgetCents === undefined ? {} : { budgetLowCents: { $lte: maxBudgetCents } }),
  };
}

export function browseCondition(filter: BrowseFilter, sort: BrowseSort, at: Date): Condition {
  return allOf(
    {
      ...BROWSABLE,
      ...(filter.categoryId === undefined ? {} : { categoryId: filter.categoryId }),
      ...(filter.language === undefined ? {} : { language: filter.language }),
    },
    ...termConditions(filter.terms),
    budgetCondition(filter),
    // Where bidding is over but the buyer has not chosen yet, nothing is "ending" any more.
    sort === 'endingSoon' ? { endsAt: { $gt: at } } : null,
  );
}

export const findBrowsable = (
  filter: BrowseFilter,
  sort: BrowseSort,
  at: Date,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Promise<RequestCardRecord[]> =>
  list(browseCondition(filter, sort, at), BROWSE_ORDERS[sort], page.cursor, page.limit);

const FINISHED = purchaseRequestProcess.final;
const ACTIVE = purchaseRequestProcess.statuses.filter(
  (status) => status !== 'draft' && !FINISHED.includes(status),
);

export interface MineFilter {
  readonly userId: string;
  readonly status?: RequestStatus | undefined;
  readonly group?: 'active' | 'drafts' | 'finished' | undefined;
}

const STATUSES_OF_GROUP = { active: ACTIVE, drafts: ['draft'], finished: FINISHED } as const;

export function boughtCondition({ userId, status, group }: MineFilter): Condition {
  const ofGroup = group === undefined ? null : { status: { $in: [...STATUSES_OF_GROUP[group]] } };
  const ofStatus = status === undefined ? null : { status };
  return allOf({ buyerId: new Types.ObjectId(userId) }, ofStatus, ofGroup);
}

/** A seller who was not chosen sees that a deal was made, not how it goes; nor can they filter by it. */
function soldStatus(me: Types.ObjectId, status: RequestStatus): Condition {
  return {
    $or: [
      { sellerId: me, status },
      { sellerId: { $ne: me }, status: { $in: [...statusesShownAs(status)] } },
    ],
  };
}

/** For a seller a request is finished, too, when their offer no longer stands. */
function soldGroup(me: Types.ObjectId, group: 'active' | 'drafts' | 'finished'): Condition {
  if (group === 'active') return { liveBidderIds: me, status: { $in: [...ACTIVE] } };
  if (group === 'drafts') return { status: 'draft' };
  return { $or: [{ liveBidderIds: { $ne: me } }, { status: { $in: [...FINISHED] } }] };
}

export function soldCondition({ userId, status, group }: MineFilter): Condition {
  const me = new Types.ObjectId(userId);
  return allOf(
    { bidderIds: me },
    status === undefined ? null : soldStatus(me, status),
    group === undefined ? null : soldGroup(me, group),
  );
}

export const findMine = (
  role: 'buyer' | 'seller',
  filter: MineFilter,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Promise<RequestCardRecord[]> =>
  list(
    role === 'buyer' ? boughtCondition(filter) : soldCondition(filter),
    LAST_CHANGED,
    page.cursor,
    page.limit,
  );

export const invitedCondition = (userId: string): Condition => ({
  invitedSellerIds: new Types.ObjectId(userId),
  status: 'open',
});

export const findInvited = (
  userId: string,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Promise<RequestCardRecord[]> => list(invitedCondition(userId), INVITATION_ORDER, page.cursor, page.limit);

/** Several by id, in no order. */
export async function findCards(requestIds: readonly string[]): Promise<Map<string, RequestCardRecord>> {
  const found = await PurchaseRequestModel.find(
    { _id: { $in: requestIds.map((id) => new Types.ObjectId(id)) } },
    HIDDEN_IN_LISTS,
  ).lean<Listed[]>();
  return new Map(found.map((document) => [document._id.toHexString(), toCardRecord(document)]));
}

/** Open public requests per category; categories without any are left out. */
export async function countOpenByCategory(): Promise<Map<CategoryId, number>> {
  const rows = await PurchaseRequestModel.aggregate<{ _id: CategoryId; count: number }>([
    // All categories are named so that the index by category serves.
    { $match: { ...BROWSABLE, categoryId: { $in: [...CATEGORY_IDS] } } },
    { $group: { _id: '$categoryId', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}
