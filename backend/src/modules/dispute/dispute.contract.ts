import { z } from 'zod';
import { endpoint, idParams, pageOf, pageQuery, textSchema } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import {
  disputeCardSchema,
  disputeReasonSchema,
  disputeSchema,
  disputeStatusSchema,
  disputeWishSchema,
  evidenceSchema,
  newEvidenceSchema,
  reasonsSchema,
  statementFields,
  sumSchema,
} from './dispute-shapes.contract.ts';

const tag = 'Dispute';

const base = '/api/disputes';
const one = `${base}/:disputeId`;
const params = idParams('disputeId');
const act = { method: 'post', tag, access: 'verified', rateLimit: 'write', output: disputeSchema } as const;

export const openDispute = endpoint({
  ...act,
  path: base,
  operationId: 'openDispute',
  summary: 'Bring a milestone into dispute: its timers stand still and its money stays in escrow',
  body: z
    .strictObject({
      requestId: idSchema,
      milestoneId: idSchema,
      reason: disputeReasonSchema,
      wish: disputeWishSchema,
      ...statementFields,
    })
    .meta({ id: 'OpenDispute' }),
  successStatus: 201,
});

export const listDisputes = endpoint({
  method: 'get',
  path: base,
  operationId: 'listDisputes',
  summary: 'Disputes you are a party of, newest first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({
    requestId: idSchema.optional(),
    status: disputeStatusSchema.optional(),
    ...pageQuery,
  }),
  output: pageOf(disputeCardSchema).meta({ id: 'DisputePage' }),
});

export const getDispute = endpoint({
  method: 'get',
  path: one,
  operationId: 'getDispute',
  summary: 'A dispute as its party sees it: whose move, until when, what is on the table',
  tag,
  access: 'user',
  rateLimit: 'read',
  params,
  output: disputeSchema,
});

export const listEvidence = endpoint({
  method: 'get',
  path: `${one}/evidence`,
  operationId: 'listEvidence',
  summary: 'Statements and evidence in order, each linked to the one before by its hash',
  tag,
  access: 'user',
  rateLimit: 'read',
  params,
  query: z.strictObject(pageQuery),
  output: pageOf(evidenceSchema).meta({ id: 'EvidencePage' }),
});

export const respondToDispute = endpoint({
  ...act,
  path: `${one}/response`,
  operationId: 'respondToDispute',
  summary: 'The other party states its case; both then negotiate for seven days',
  params,
  body: z.strictObject(statementFields).meta({ id: 'RespondToDispute' }),
});

export const addEvidence = endpoint({
  ...act,
  path: `${one}/evidence`,
  operationId: 'addEvidence',
  summary: 'Add a message, a file, a tracking number or a transaction. It can never be changed or taken back',
  params,
  body: z.strictObject({ evidence: newEvidenceSchema }).meta({ id: 'AddEvidence' }),
});

export const offerSplit = endpoint({
  ...act,
  path: `${one}/splits`,
  operationId: 'offerSplit',
  summary: 'Offer a split; it takes the place of your earlier one',
  params,
  body: z
    .strictObject({ buyerGets: sumSchema, note: textSchema(0, 1000).default('') })
    .meta({ id: 'OfferSplit' }),
});

export const acceptSplit = endpoint({
  ...act,
  path: `${one}/splits/:splitId/accept`,
  operationId: 'acceptSplit',
  summary: 'Accept the other party’s split. Irreversible: the money is paid out at once',
  params: idParams('disputeId', 'splitId'),
});

export const declineSplit = endpoint({
  ...act,
  path: `${one}/splits/:splitId/decline`,
  operationId: 'declineSplit',
  summary: 'Decline the other party’s split, or take your own back',
  params: idParams('disputeId', 'splitId'),
});

export const sealSplit = endpoint({
  ...act,
  method: 'put',
  path: `${one}/sealed-split`,
  operationId: 'sealSplit',
  summary:
    'Enter in secret what you want out of escrow at the least, before the fee. When the two leave room, the dispute settles in the middle at once',
  idempotent: 'transaction',
  params,
  body: z.strictObject({ least: sumSchema }).meta({ id: 'SealSplit' }),
});

export const unsealSplit = endpoint({
  ...act,
  method: 'delete',
  path: `${one}/sealed-split`,
  operationId: 'unsealSplit',
  summary: 'Take your sealed split back',
  params,
});

export const acceptProposal = endpoint({
  ...act,
  path: `${one}/proposal/accept`,
  operationId: 'acceptProposal',
  summary: 'Accept the mediator’s proposal; when both have, it is paid out at once',
  params,
  body: z.strictObject({ proposalId: idSchema }),
});

export const declineProposal = endpoint({
  ...act,
  path: `${one}/proposal/decline`,
  operationId: 'declineMediatorProposal',
  summary: 'Decline the mediator’s proposal; the mediator then rules',
  params,
  body: z.strictObject({ proposalId: idSchema }),
});

export const appealRuling = endpoint({
  ...act,
  path: `${one}/appeal`,
  operationId: 'appealRuling',
  summary: 'Appeal, once; another mediator decides',
  params,
  body: z.strictObject({ reasons: reasonsSchema }).meta({ id: 'AppealRuling' }),
});

export const waiveAppeal = endpoint({
  ...act,
  path: `${one}/appeal/waive`,
  operationId: 'waiveAppeal',
  summary: 'Do without an appeal; when both have, the ruling is final and paid out at once',
  params,
});

export const offerWithdrawal = endpoint({
  ...act,
  path: `${one}/withdrawal`,
  operationId: 'offerWithdrawal',
  summary: 'The opener wants to withdraw; the other party has to agree',
  params,
});

export const confirmWithdrawal = endpoint({
  ...act,
  path: `${one}/withdrawal/confirm`,
  operationId: 'confirmWithdrawal',
  summary: 'Agree to the withdrawal: the deal goes on where it was, its timers with at least 24 hours',
  params,
});

export const declineWithdrawal = endpoint({
  ...act,
  path: `${one}/withdrawal/decline`,
  operationId: 'declineWithdrawal',
  summary: 'Decline the withdrawal, or take it back',
  params,
});
