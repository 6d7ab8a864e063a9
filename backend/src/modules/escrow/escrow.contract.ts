import { z } from 'zod';
import { dateSchema, endpoint, idParams, lineSchema, textSchema, orNull } from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import {
  assetCodeSchema,
  baseAmountSchema,
  centsOutSchema,
  moneySchema,
  priceSchema,
} from '../../shared/money.ts';
import { deadlineSchema, fileRefSchema, userRefSchema } from '../../shared/refs.ts';
import {
  privatePartSchema,
  requestActionSchema,
  requestStatusSchema,
} from '../marketplace/request.contract.ts';
import { contractFeeTermsSchema, shownFeesSchema } from './fees.contract.ts';
import { MILESTONE_STATUSES } from './milestone.process.ts';

const tag = 'Escrow';

export const deliverySchema = z
  .strictObject({
    id: idSchema,
    note: z.string(),
    link: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    attachments: z.array(fileRefSchema),
    deliveredAt: dateSchema,
  })
  .meta({ id: 'Delivery' });

export const milestoneSchema = z
  .strictObject({
    id: idSchema,
    title: z.string(),
    price: priceSchema,
    status: z.enum(MILESTONE_STATUSES).meta({ id: 'MilestoneStatus' }),
    /** What escrow holds for it; null before funding. */
    held: orNull(moneySchema),
    /** What the seller gets on release, after the fee; null before funding. */
    sellerGets: orNull(moneySchema),
    fee: orNull(moneySchema),
    dueAt: dateSchema.nullable(),
    inspectionEndsAt: dateSchema.nullable(),
    deliveries: z.array(deliverySchema),
    changeRequests: z.array(
      z
        .strictObject({ note: z.string(), requestedAt: dateSchema, redeliveryDueAt: dateSchema })
        .meta({ id: 'ChangeRequest' }),
    ),
    changeRoundsLeft: z.number().int(),
  })
  .meta({ id: 'Milestone' });

/** A milestone on the page of its deal: also what happens next with it. */
export const dealMilestoneSchema = milestoneSchema
  .extend({
    /** From funding. */
    deliveryDays: z.number().int(),
    /** Whom it waits for; `nobody` before the deal is paid and once it is over. */
    turn: z.enum(['buyer', 'seller', 'mediator', 'nobody']),
    /** Until when, and what happens with it by itself then. */
    deadline: orNull(deadlineSchema),
    abilities: z.array(requestActionSchema),
  })
  .meta({ id: 'DealMilestone' });
export const amendmentSchema = z
  .strictObject({
    at: dateSchema,
    proposedBy: z.enum(['buyer', 'seller']),
    price: priceSchema,
    buyerFee: centsOutSchema,
    sellerFee: centsOutSchema,
    termsHash: z.string(),
  })
  .meta({
    id: 'Amendment',
    description: 'Terms that were left behind when less than the price was accepted',
  });

export const contractSchema = z
  .strictObject({
    id: idSchema,
    offerId: idSchema,
    offerRevision: z.number().int(),
    price: priceSchema,
    buyerFee: centsOutSchema,
    sellerFee: centsOutSchema,
    feeTerms: contractFeeTermsSchema,
    acceptedAssets: z.array(assetCodeSchema),
    asset: orNull(assetCodeSchema).meta({ description: 'The asset that was paid; null before funding' }),
    deliveryDays: z.number().int(),
    inspectionDays: z.number().int(),
    maxChangeRounds: z.number().int(),
    termsHash: z.string(),
    acceptedAt: dateSchema,
    fundedAt: dateSchema.nullable(),
    milestones: z.array(dealMilestoneSchema),
    amendments: z.array(amendmentSchema),
  })
  .meta({ id: 'Contract' });

/** What was agreed on, without what anybody may do now: for those who decide about it. */
export const contractTermsSchema = contractSchema
  .pick({
    id: true,
    price: true,
    buyerFee: true,
    sellerFee: true,
    deliveryDays: true,
    inspectionDays: true,
    maxChangeRounds: true,
    termsHash: true,
    acceptedAt: true,
    fundedAt: true,
  })
  .extend({ milestones: z.array(milestoneSchema) })
  .meta({ id: 'ContractTerms' });

/** Who holds how much of this deal's money, summed from the ledger. */
export const moneyLineSchema = z
  .strictObject({
    place: z.enum([
      'suspense',
      'quarantine',
      'credit_reserved',
      'escrow',
      'seller_payable',
      'refund_payable',
      'buyer_credit',
      'fee_revenue',
      'payout_inflight',
      'paid_out',
    ]),
    holder: z.enum(['amn', 'buyer', 'seller']),
    money: moneySchema,
  })
  .meta({ id: 'MoneyLine' });

export const proposalSchema = z
  .strictObject({
    kind: z.enum(['extension', 'cancellation']),
    by: z.enum(['buyer', 'seller']),
    milestoneId: orNull(idSchema).meta({ description: 'What it is about; null when it is the whole deal' }),
    newDueAt: dateSchema.nullable(),
    note: z.string(),
    proposedAt: dateSchema,
  })
  .meta({ id: 'Proposal' });

export const dealSchema = z
  .strictObject({
    requestId: idSchema,
    title: z.string(),
    status: requestStatusSchema,
    version: z.number().int(),
    viewerRole: z.enum(['buyer', 'seller', 'admin']),
    buyer: userRefSchema,
    seller: userRefSchema,
    /** Who acts next; `nobody` once the deal is over. */
    turn: z.enum(['buyer', 'seller', 'gateway', 'mediator', 'nobody']),
    yourTurn: z.boolean().meta({
      description: 'Whether it waits for you: it is your turn, or a proposal of the other party is open',
    }),
    /** Until when, and what happens by itself then. */
    deadline: orNull(deadlineSchema),
    contract: contractSchema,
    money: z.array(moneyLineSchema),
    proposal: orNull(proposalSchema),
    frozen: orNull(
      z
        .strictObject({ since: dateSchema, missing: moneySchema })
        .meta({ id: 'DealFreeze', description: 'The chain lost what was paid; what escrow lacks' }),
    ),
    privatePart: orNull(privatePartSchema),
    paymentId: orNull(idSchema).meta({ description: 'Newest payment of the active contract' }),
    abilities: z.array(requestActionSchema),
  })
  .meta({ id: 'Deal' });

const base = '/api/escrow/deals';
const act = { method: 'post', tag, access: 'verified', rateLimit: 'write', output: dealSchema } as const;
const milestoneId = idSchema;

export const acceptOffer = endpoint({
  ...act,
  path: base,
  operationId: 'acceptOffer',
  summary: 'Accept an exact revision of an offer: makes the contract, and the deal awaits payment',
  body: z
    .strictObject({
      requestId: idSchema,
      offerId: idSchema,
      revision: z.number().int().min(1),
      shownFees: shownFeesSchema.optional(),
    })
    .meta({ id: 'AcceptOffer' }),
  successStatus: 201,
});

export const getDeal = endpoint({
  method: 'get',
  path: `${base}/:requestId`,
  operationId: 'getDeal',
  summary: 'The deal as its party sees it: what now, whose turn, until when, where the money is',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  output: dealSchema,
});

export const abandonDeal = endpoint({
  ...act,
  path: `${base}/:requestId/abandon`,
  operationId: 'abandonDeal',
  summary: 'The buyer gives up before the deal is paid; what has come in becomes refundable',
  params: idParams('requestId'),
});

export const startDelivery = endpoint({
  ...act,
  path: `${base}/:requestId/start`,
  operationId: 'startDelivery',
  summary: 'The seller starts',
  params: idParams('requestId'),
});

export const declineDeal = endpoint({
  ...act,
  path: `${base}/:requestId/decline`,
  operationId: 'declineDeal',
  summary: 'The seller declines a funded deal; the buyer is refunded in full',
  params: idParams('requestId'),
});

export const deliver = endpoint({
  ...act,
  path: `${base}/:requestId/deliver`,
  operationId: 'deliver',
  summary: 'The seller hands over, with evidence',
  params: idParams('requestId'),
  body: z
    .strictObject({
      milestoneId,
      note: textSchema(1, 4000),
      link: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .nullable()
        .default(null),
      trackingNumber: lineSchema(1, 100).nullable().default(null),
      attachmentIds: z.array(idSchema).max(10).default([]),
    })
    .meta({ id: 'DeliverBody' }),
});

export const proposeExtension = endpoint({
  ...act,
  path: `${base}/:requestId/extension`,
  operationId: 'proposeExtension',
  summary: 'The seller asks for a later delivery date',
  params: idParams('requestId'),
  body: z.strictObject({ milestoneId, newDueAt: dateSchema, note: textSchema(0, 1000).default('') }),
});

export const confirmExtension = endpoint({
  ...act,
  path: `${base}/:requestId/extension/confirm`,
  operationId: 'confirmExtension',
  summary: 'The buyer agrees to the date proposed',
  params: idParams('requestId'),
  body: z.strictObject({ milestoneId, newDueAt: dateSchema }),
});

export const requestChanges = endpoint({
  ...act,
  path: `${base}/:requestId/changes`,
  operationId: 'requestChanges',
  summary: 'The buyer asks for changes; the inspection timer stops and a redelivery date is set',
  params: idParams('requestId'),
  body: z
    .strictObject({ milestoneId, note: textSchema(5, 4000), redeliveryDays: z.number().int().min(1).max(90) })
    .meta({ id: 'RequestChanges' }),
});

export const approveDelivery = endpoint({
  ...act,
  path: `${base}/:requestId/approve`,
  operationId: 'approveDelivery',
  summary: 'The buyer releases the money. Irreversible: names amount, recipient and delivery as confirmed',
  params: idParams('requestId'),
  body: z
    .strictObject({
      milestoneId,
      deliveryId: idSchema,
      sellerId: idSchema,
      held: z.strictObject({ amount: baseAmountSchema, asset: assetCodeSchema }),
    })
    .meta({ id: 'ApproveDelivery' }),
});

export const proposeCancel = endpoint({
  ...act,
  path: `${base}/:requestId/cancellation`,
  operationId: 'proposeCancellation',
  summary: 'Propose to cancel the deal, or one milestone of it, and refund the buyer',
  params: idParams('requestId'),
  body: z
    .strictObject({ milestoneId: orNull(idSchema).default(null), note: textSchema(0, 1000).default('') })
    .meta({ id: 'ProposeCancellation' }),
});

export const confirmCancel = endpoint({
  ...act,
  path: `${base}/:requestId/cancellation/confirm`,
  operationId: 'confirmCancellation',
  summary: 'The other party agrees: what escrow still holds of it goes back to the buyer',
  params: idParams('requestId'),
  body: z
    .strictObject({ milestoneId: orNull(idSchema) })
    .meta({ id: 'ConfirmCancellation', description: 'What the proposal was about when it was seen' }),
});

export const declineProposal = endpoint({
  ...act,
  path: `${base}/:requestId/proposal/decline`,
  operationId: 'declineProposal',
  summary: 'Say no to an open proposal, or take your own back',
  params: idParams('requestId'),
});
