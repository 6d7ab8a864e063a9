import { z } from 'zod';
import { dateSchema, lineSchema, orNull, textSchema } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { assetCodeSchema, baseAmountSchema, centsOutSchema, moneySchema } from '../../shared/money.ts';
import { deadlineSchema, fileRefSchema, userRefSchema } from '../../shared/refs.ts';
import { milestoneSchema } from '../escrow/escrow.contract.ts';
import { DISPUTE_ACTIONS, DISPUTE_STATUSES } from './dispute.process.ts';

export const DISPUTE_REASONS = [
  'not_delivered',
  'late',
  'incomplete',
  'not_as_agreed',
  'no_answer',
  'other',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];
export const DISPUTE_WISHES = ['refund', 'release', 'split'] as const;
export type DisputeWish = (typeof DISPUTE_WISHES)[number];
export const EVIDENCE_KINDS = ['statement', 'message', 'file', 'tracking', 'transaction'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const partySchema = z.enum(['buyer', 'seller']).meta({ id: 'Party' });
export const disputeStatusSchema = z.enum(DISPUTE_STATUSES).meta({ id: 'DisputeStatus' });
export const disputeActionSchema = z.enum(DISPUTE_ACTIONS).meta({ id: 'DisputeAction' });
export const disputeReasonSchema = z.enum(DISPUTE_REASONS).meta({ id: 'DisputeReason' });
export const disputeWishSchema = z.enum(DISPUTE_WISHES).meta({ id: 'DisputeWish' });

/** Who gets what of the milestone's escrow; the three add up to what is held. */
export const divisionSchema = z
  .strictObject({ buyerGets: moneySchema, sellerGets: moneySchema, fee: moneySchema })
  .meta({ id: 'Division' });

export const splitOfferSchema = z
  .strictObject({
    id: idSchema,
    by: partySchema,
    division: divisionSchema,
    note: z.string(),
    status: z.enum(['open', 'accepted', 'declined', 'replaced', 'lapsed']).meta({
      id: 'SplitStatus',
      description: '`lapsed`: still open when the dispute ended in another way',
    }),
    at: dateSchema,
  })
  .meta({ id: 'SplitOffer' });

/** A mediator's split, with the reasons that both parties read. */
export const decisionSchema = z
  .strictObject({
    id: idSchema,
    division: divisionSchema,
    reasons: z.string(),
    by: userRefSchema,
    at: dateSchema,
  })
  .meta({ id: 'DisputeDecision' });

export const disputeCardSchema = z
  .strictObject({
    id: idSchema,
    requestId: idSchema,
    milestoneId: idSchema,
    title: z.string(),
    status: disputeStatusSchema,
    buyer: userRefSchema,
    seller: userRefSchema,
    opener: partySchema,
    reason: disputeReasonSchema,
    held: moneySchema.meta({ description: 'What the dispute is about' }),
    mediator: orNull(userRefSchema),
    deadline: orNull(deadlineSchema),
    yourTurn: z.boolean().meta({ description: 'Whether it waits for you: an answer or a decision' }),
    openedAt: dateSchema,
    statusSince: dateSchema,
  })
  .meta({ id: 'DisputeCard' });

export const disputeSchema = z
  .strictObject({
    ...disputeCardSchema.shape,
    version: z.number().int(),
    viewerRole: z.enum(['buyer', 'seller', 'mediator', 'admin']).meta({
      description: '`mediator` is whose case it is; `admin` everybody else at the desk',
    }),
    openedBy: z.enum(['buyer', 'seller', 'timer']),
    wish: orNull(disputeWishSchema),
    milestone: milestoneSchema,
    release: z.strictObject({ seller: centsOutSchema, fee: centsOutSchema }).meta({
      id: 'ReleaseShares',
      description:
        'What does not go back to the buyer is divided between seller and fee in this proportion, by largest remainder; of equal remainders the seller’s comes first',
    }),
    splits: z.array(splitOfferSchema),
    sealed: orNull(
      z
        .strictObject({
          yours: orNull(moneySchema).meta({ description: 'What you want out of escrow at the least' }),
          otherHasOne: z.boolean(),
          tries: z.strictObject({ left: z.number().int(), of: z.number().int() }).meta({
            id: 'SealedTries',
            description: 'How many sums you may still enter, and how many in all',
          }),
        })
        .meta({ id: 'SealedState' }),
    ).meta({ description: 'Null at the desk. The other side’s sum is never shown' }),
    proposal: orNull(
      z
        .strictObject({
          ...decisionSchema.shape,
          acceptedBy: z.array(partySchema),
          declinedBy: z.array(partySchema),
        })
        .meta({ id: 'MediatorProposal' }),
    ),
    ruling: orNull(decisionSchema),
    appeal: orNull(
      z.strictObject({ by: partySchema, reasons: z.string(), at: dateSchema }).meta({ id: 'Appeal' }),
    ),
    appealWaivedBy: z.array(partySchema),
    decision: orNull(decisionSchema).meta({ description: 'On the appeal' }),
    withdrawalOfferedBy: orNull(partySchema),
    outcome: orNull(
      z
        .strictObject({
          how: z.enum(['split', 'sealed', 'proposal', 'ruling', 'appeal']),
          division: divisionSchema,
          at: dateSchema,
        })
        .meta({ id: 'DisputeOutcome' }),
    ),
    evidenceCount: z.number().int(),
    evidenceHead: z.string().meta({ description: 'Hash of the newest piece; empty when there is none' }),
    history: z.array(
      z
        .strictObject({
          action: disputeActionSchema,
          status: disputeStatusSchema,
          by: z.enum(['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway']),
          at: dateSchema,
        })
        .meta({ id: 'DisputeStep' }),
    ),
    abilities: z.array(disputeActionSchema),
  })
  .meta({ id: 'Dispute' });

const pieceBase = {
  id: idSchema,
  seq: z.number().int(),
  by: z.enum(['buyer', 'seller', 'mediator']),
  author: userRefSchema,
  at: dateSchema,
  prevHash: z.string(),
  hash: z.string().meta({ description: 'SHA-256, hex, over the canonical form; see docs/disputes.md' }),
};

export const evidenceSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ ...pieceBase, kind: z.literal('statement'), text: z.string() })
      .meta({ id: 'StatementPiece' }),
    z
      .strictObject({ ...pieceBase, kind: z.literal('message'), text: z.string() })
      .meta({ id: 'MessagePiece' }),
    z
      .strictObject({
        ...pieceBase,
        kind: z.literal('file'),
        file: fileRefSchema,
        sha256: z.string(),
        caption: z.string(),
      })
      .meta({ id: 'FilePiece' }),
    z
      .strictObject({
        ...pieceBase,
        kind: z.literal('tracking'),
        carrier: z.string(),
        trackingNumber: z.string(),
        link: z.string(),
      })
      .meta({ id: 'TrackingPiece' }),
    z
      .strictObject({
        ...pieceBase,
        kind: z.literal('transaction'),
        asset: assetCodeSchema,
        network: z.string(),
        txid: z.string(),
        note: z.string(),
      })
      .meta({ id: 'TransactionPiece' }),
  ])
  .meta({ id: 'Evidence' });

/** Evidence as it is handed in. */
export const newEvidenceSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('message'), text: textSchema(1, 4000) }).meta({ id: 'NewMessage' }),
    z
      .strictObject({ kind: z.literal('file'), fileId: idSchema, caption: lineSchema(0, 200).default('') })
      .meta({ id: 'NewFile' }),
    z
      .strictObject({
        kind: z.literal('tracking'),
        carrier: lineSchema(1, 80),
        trackingNumber: lineSchema(3, 100),
        link: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .nullable()
          .default(null),
      })
      .meta({ id: 'NewTracking' }),
    z
      .strictObject({
        kind: z.literal('transaction'),
        asset: assetCodeSchema,
        txid: lineSchema(1, 128),
        note: lineSchema(0, 200).default(''),
      })
      .meta({ id: 'NewTransaction' }),
  ])
  .meta({ id: 'NewEvidence' });
export type NewEvidence = z.output<typeof newEvidenceSchema>;

export const statementFields = {
  statement: textSchema(20, 4000),
  attachmentIds: z.array(idSchema).max(10).default([]),
};

/** A sum as the client names it; it must be of the dispute's asset. */
export const sumSchema = z.strictObject({ amount: baseAmountSchema, asset: assetCodeSchema });
export const reasonsSchema = textSchema(20, 4000);
