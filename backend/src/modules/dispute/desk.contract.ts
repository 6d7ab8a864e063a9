import { z } from 'zod';
import {
  dateSchema,
  endpoint,
  idParams,
  orNull,
  pageOf,
  pageQuery,
  textSchema,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { userRefSchema } from '../../shared/refs.ts';
import { contractTermsSchema } from '../escrow/escrow.contract.ts';
import {
  disputeCardSchema,
  disputeSchema,
  disputeStatusSchema,
  reasonsSchema,
  sumSchema,
} from './dispute-shapes.contract.ts';

const tag = 'Mediation';

export const DESK_QUEUES = ['unassigned', 'mine', 'appeals'] as const;
export type DeskQueue = (typeof DESK_QUEUES)[number];

export const deskCardSchema = z
  .strictObject({ ...disputeCardSchema.shape, escalatedAt: orNull(dateSchema) })
  .meta({ id: 'DeskCard' });

export const noteSchema = z
  .strictObject({ id: idSchema, author: userRefSchema, text: z.string(), at: dateSchema })
  .meta({ id: 'DisputeNote' });

/** What was asked for and agreed on: what a case is measured by. */
export const agreementSchema = z
  .strictObject({ description: z.string(), contract: contractTermsSchema })
  .meta({ id: 'Agreement' });

/** What the desk sees beside what the parties see. */
export const deskCaseSchema = z
  .strictObject({
    dispute: disputeSchema,
    agreement: agreementSchema,
    escalatedAt: orNull(dateSchema),
    notes: z.array(noteSchema),
  })
  .meta({ id: 'DeskCase' });

const base = '/api/mediation/disputes';
const one = `${base}/:disputeId`;
const params = idParams('disputeId');
const act = { method: 'post', tag, access: 'mediator', rateLimit: 'write', output: deskCaseSchema } as const;
const decision = z.strictObject({ buyerGets: sumSchema, reasons: reasonsSchema });

export const listDesk = endpoint({
  method: 'get',
  path: base,
  operationId: 'listDeskDisputes',
  summary: 'Disputes at the desk, the oldest first; without a status those that have no outcome yet',
  tag,
  access: 'mediator',
  rateLimit: 'read',
  query: z.strictObject({
    queue: z.enum(DESK_QUEUES).optional().meta({
      description: '`unassigned`: waits for somebody to take it; `mine`: yours; `appeals`: appealed',
    }),
    status: disputeStatusSchema.optional(),
    assignee: z.union([z.enum(['me', 'none']), idSchema]).optional(),
    minAgeDays: z.coerce.number().int().min(0).max(3650).optional(),
    ...pageQuery,
  }),
  output: pageOf(deskCardSchema).meta({ id: 'DeskPage' }),
});

export const getCase = endpoint({
  method: 'get',
  path: one,
  operationId: 'getDeskDispute',
  summary: 'A case with its internal notes',
  tag,
  access: 'mediator',
  rateLimit: 'read',
  params,
  output: deskCaseSchema,
});

export const listMediators = endpoint({
  method: 'get',
  path: '/api/mediation/mediators',
  operationId: 'listMediators',
  summary: 'Who can take cases, with how many each has; of a dispute, who may have it',
  tag,
  access: 'mediator',
  rateLimit: 'read',
  query: z.strictObject({ disputeId: idSchema.optional() }),
  output: z
    .strictObject({
      items: z.array(
        z.strictObject({ mediator: userRefSchema, openCases: z.number().int() }).meta({ id: 'MediatorLoad' }),
      ),
    })
    .meta({ id: 'MediatorList' }),
});

export const assignCase = endpoint({
  ...act,
  path: `${one}/assign`,
  operationId: 'assignDispute',
  summary: 'Take a case that nobody has; an admin gives it to anybody who may have it',
  params,
  body: z.strictObject({ mediatorId: idSchema }).meta({ id: 'AssignDispute' }),
});

export const reassignCase = endpoint({
  ...act,
  path: `${one}/reassign`,
  operationId: 'reassignDispute',
  summary: 'Give a case to somebody else: its mediator or an admin',
  params,
  body: z.strictObject({ mediatorId: idSchema, reason: textSchema(5, 1000) }).meta({ id: 'ReassignDispute' }),
});

export const addNote = endpoint({
  ...act,
  path: `${one}/notes`,
  operationId: 'addDisputeNote',
  summary: 'An internal note; the parties never see it',
  params,
  body: z.strictObject({ text: textSchema(1, 4000) }).meta({ id: 'AddDisputeNote' }),
});

export const proposeSplit = endpoint({
  ...act,
  path: `${one}/proposal`,
  operationId: 'proposeDisputeSplit',
  summary: 'Propose a split; unless both accept within 72 hours it becomes the ruling, or you rule otherwise',
  params,
  body: decision.meta({ id: 'ProposeDisputeSplit' }),
});

export const ruleCase = endpoint({
  ...act,
  path: `${one}/ruling`,
  operationId: 'ruleDispute',
  summary:
    'Rule, once a party has declined the proposal. Nothing is paid out before the time to appeal is over',
  params,
  body: decision.meta({ id: 'RuleDispute' }),
});

export const decideAppeal = endpoint({
  ...act,
  path: `${one}/appeal-decision`,
  operationId: 'decideDisputeAppeal',
  summary: 'Decide the appeal. Irreversible: the money is paid out at once',
  params,
  body: decision.meta({ id: 'DecideDisputeAppeal' }),
});
