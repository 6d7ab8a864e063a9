import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { toPage } from '../../shared/keyset.ts';
import { getUserRefs } from '../user/index.ts';
import { isInsider, type Viewer } from './marketplace.policy.ts';
import type { getTimeline as contract } from './request.contract.ts';
import { presentTimelineItem } from './request.presenter.ts';
import { findTimeline, TIMELINE_ORDER } from './timeline.repository.ts';
import { viewRequest } from './view-request.ts';

export interface GetTimelineInput {
  readonly requestId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** @throws AppError FORBIDDEN for whoever sees the request without being a party */
export async function getTimeline(
  { requestId, cursor, limit }: GetTimelineInput,
  viewer: Viewer,
): Promise<z.input<typeof contract.output>> {
  const { role } = await viewRequest(requestId, viewer);
  if (!isInsider(role)) throw new AppError('FORBIDDEN');
  const found = await findTimeline(requestId, cursor, limit + 1);
  const page = toPage(TIMELINE_ORDER, found, limit, ({ at }) => at);
  const people = await getUserRefs(page.items.flatMap(({ actorId }) => actorId ?? []));
  return {
    items: page.items.map((item) => presentTimelineItem(item, people)),
    nextCursor: page.nextCursor,
  };
}
