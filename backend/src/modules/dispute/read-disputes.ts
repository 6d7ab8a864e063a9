import type { z } from 'zod';
import { after, DAY_MS } from '../../platform/clock.ts';
import type { Actor } from '../../shared/actor.ts';
import { AppError } from '../../shared/errors.ts';
import { toPage } from '../../shared/keyset.ts';
import { viewContract, viewMilestone } from '../escrow/index.ts';
import { getFileRefs } from '../file/index.ts';
import { loadRequest } from '../marketplace/index.ts';
import { getUserRefs, listAdminIds, listMediatorIds } from '../user/index.ts';
import type { deskCaseSchema, DeskQueue, listDesk, listMediators } from './desk.contract.ts';
import { loadCase } from './desk.ts';
import type { disputeSchema } from './dispute-shapes.contract.ts';
import type { listDisputes, listEvidence } from './dispute.contract.ts';
import { deskRoleOf, mayHave, otherSide, partyOf } from './dispute.policy.ts';
import {
  peopleOf,
  presentCard,
  presentDeskCard,
  presentDispute,
  presentEvidence,
  presentNote,
  type Viewer,
} from './dispute.presenter.ts';
import type { DisputeStatus } from './dispute.process.ts';
import {
  countByMediator,
  deskCondition,
  findPage,
  NEWEST,
  OLDEST,
  ownCondition,
} from './dispute-lists.repository.ts';
import { type DisputeRecord } from './dispute.repository.ts';
import { loadDispute } from './dispute.transition.ts';
import { EVIDENCE_ORDER, findEvidencePage } from './evidence.repository.ts';
import { findNotes, findSealed } from './private.repository.ts';

interface PageInput {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const viewerAtDesk = (
  dispute: DisputeRecord,
  role: 'mediator' | 'admin' | 'onlooker',
  { id }: Pick<Actor, 'id'>,
): Viewer => ({ id, role, mayHave: mayHave(dispute, id) });

async function viewerOf(dispute: DisputeRecord, actor: Pick<Actor, 'id' | 'role'>): Promise<Viewer> {
  const side = partyOf(dispute, actor.id);
  if (side === null) {
    const role = deskRoleOf(dispute, actor);
    if (role === null) throw new AppError('NOT_FOUND');
    return viewerAtDesk(dispute, role, actor);
  }
  const sealed = await findSealed(null, dispute.id);
  return {
    id: actor.id,
    role: side,
    sealed: { yours: sealed[side], otherHasOne: sealed[otherSide(side)].leastBase !== null },
  };
}

async function view(dispute: DisputeRecord, viewer: Viewer): Promise<z.input<typeof disputeSchema>> {
  const [milestone, users] = await Promise.all([
    viewMilestone(dispute.contractId, dispute.milestoneId),
    getUserRefs(peopleOf(dispute)),
  ]);
  return presentDispute(dispute, milestone, users, viewer);
}

/** A dispute as its party or somebody at the desk sees it; to everybody else it does not exist. */
export async function getDispute(
  input: { readonly disputeId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<z.input<typeof disputeSchema>> {
  const dispute = await loadDispute(null, input.disputeId);
  return view(dispute, await viewerOf(dispute, actor));
}

export async function listOwnDisputes(
  input: PageInput & { readonly requestId?: string | undefined; readonly status?: DisputeStatus | undefined },
  actor: Pick<Actor, 'id'>,
): Promise<z.input<(typeof listDisputes)['output']>> {
  const found = await findPage(ownCondition(actor.id, input), NEWEST, input.cursor, input.limit + 1);
  const page = toPage(NEWEST, found, input.limit, ({ openedAt }) => openedAt);
  const users = await getUserRefs(page.items.flatMap(peopleOf));
  return {
    items: page.items.map((dispute) => presentCard(dispute, users, actor.id)),
    nextCursor: page.nextCursor,
  };
}

export async function readEvidence(
  input: PageInput & { readonly disputeId: string },
  actor: Pick<Actor, 'id' | 'role'>,
): Promise<z.input<(typeof listEvidence)['output']>> {
  const dispute = await loadDispute(null, input.disputeId);
  if (partyOf(dispute, actor.id) === null && deskRoleOf(dispute, actor) === null) {
    throw new AppError('NOT_FOUND');
  }
  const found = await findEvidencePage(dispute.id, input.cursor, input.limit + 1);
  const page = toPage(EVIDENCE_ORDER, found, input.limit, ({ seq }) => seq);
  const fileIds = page.items.flatMap(({ kind, content }) =>
    kind === 'file' ? [String(content['fileId'])] : [],
  );
  const [users, files] = await Promise.all([
    getUserRefs(page.items.map(({ byId }) => byId)),
    getFileRefs(fileIds),
  ]);
  return {
    items: page.items.map((piece) => presentEvidence(piece, users, files)),
    nextCursor: page.nextCursor,
  };
}

export async function getCase(
  input: { readonly disputeId: string },
  actor: Actor,
): Promise<z.input<typeof deskCaseSchema>> {
  const { dispute, role } = await loadCase(null, input.disputeId, actor);
  const [shown, notes, request, contract] = await Promise.all([
    view(dispute, viewerAtDesk(dispute, role, actor)),
    findNotes(dispute.id),
    loadRequest(null, dispute.requestId),
    viewContract(dispute.contractId),
  ]);
  const users = await getUserRefs(notes.map(({ authorId }) => authorId));
  return {
    dispute: shown,
    agreement: { description: request.description, contract },
    escalatedAt: dispute.escalatedAt?.toISOString() ?? null,
    notes: notes.map((note) => presentNote(note, users)),
  };
}

interface DeskInput extends PageInput {
  readonly queue?: DeskQueue | undefined;
  readonly status?: DisputeStatus | undefined;
  readonly assignee?: string | undefined;
  readonly minAgeDays?: number | undefined;
}

/** Null for nobody, undefined for whoever it is. */
function assigneeOf(assignee: string | undefined, actor: Pick<Actor, 'id'>): string | null | undefined {
  if (assignee === 'none') return null;
  return assignee === 'me' ? actor.id : assignee;
}

export async function listCases(
  input: DeskInput,
  actor: Actor,
): Promise<z.input<(typeof listDesk)['output']>> {
  const condition = deskCondition(actor.id, {
    queue: input.queue,
    status: input.status,
    mediatorId: assigneeOf(input.assignee, actor),
    openedBefore: input.minAgeDays === undefined ? undefined : after(-input.minAgeDays * DAY_MS),
  });
  const found = await findPage(condition, OLDEST, input.cursor, input.limit + 1);
  const page = toPage(OLDEST, found, input.limit, ({ openedAt }) => openedAt);
  const users = await getUserRefs(page.items.flatMap(peopleOf));
  return {
    items: page.items.map((dispute) => presentDeskCard(dispute, users, actor.id)),
    nextCursor: page.nextCursor,
  };
}

/** Everybody at the desk, or those who may have a case that is not theirs already. */
export async function readMediators(
  input: { readonly disputeId?: string | undefined },
  actor: Actor,
): Promise<z.input<(typeof listMediators)['output']>> {
  const everybody = [...new Set([...(await listMediatorIds()), ...(await listAdminIds())])];
  const dispute =
    input.disputeId === undefined ? null : (await loadCase(null, input.disputeId, actor)).dispute;
  const ids = everybody.filter(
    (id) => dispute === null || (mayHave(dispute, id) && id !== dispute.mediatorId),
  );
  const [users, load] = await Promise.all([getUserRefs(ids), countByMediator(null)]);
  return {
    items: ids.map((id) => ({ mediator: users.get(id) ?? { id, name: '' }, openCases: load.get(id) ?? 0 })),
  };
}
