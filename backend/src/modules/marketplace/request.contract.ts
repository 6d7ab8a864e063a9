import { z } from 'zod';
import { CATEGORY_IDS } from '../../shared/categories.ts';
import {
  dateSchema,
  endpoint,
  idParams,
  lineSchema,
  pageOf,
  pageQuery,
  textSchema,
  orNull,
} from '../../shared/endpoint.ts';
import { idSchema } from '../../shared/ids.ts';
import { priceSchema } from '../../shared/money.ts';
import { deadlineSchema, fileRefSchema, languageSchema, userRefSchema } from '../../shared/refs.ts';
import { offerStatusSchema } from './offer.contract.ts';
import { REQUEST_ACTIONS, REQUEST_STATUSES } from './purchase-request.process.ts';

const tag = 'Marketplace';

export { CATEGORY_IDS };
export const categoryIdSchema = z.enum(CATEGORY_IDS).meta({ id: 'CategoryId' });

export const requestStatusSchema = z.enum(REQUEST_STATUSES).meta({ id: 'RequestStatus' });
export const requestActionSchema = z.enum(REQUEST_ACTIONS).meta({ id: 'RequestAction' });
export const visibilitySchema = z.enum(['public', 'invited']).meta({ id: 'Visibility' });

const budgetSchema = z
  .strictObject({ min: orNull(priceSchema), max: orNull(priceSchema) })
  .meta({ id: 'Budget' });

/** Shown to the buyer and, once their offer is accepted, to the seller. */
export const privatePartSchema = z
  .strictObject({
    deliveryAddress: z.string(),
    contact: z.string(),
    note: z.string(),
    attachments: z.array(fileRefSchema),
  })
  .meta({ id: 'PrivatePart' });

const requestInput = {
  title: lineSchema(4, 120),
  description: textSchema(20, 8000),
  categoryId: categoryIdSchema,
  budgetMin: orNull(priceSchema).default(null),
  budgetMax: orNull(priceSchema).default(null),
  /** Days from funding in which the buyer would like to have it; 1–365. */
  deliveryDays: z.number().int().min(1).max(365),
  language: languageSchema,
  visibility: visibilitySchema.default('public'),
  /** Sealed bids: nobody, not even the buyer, sees a price before `bidDeadlineAt`. */
  sealed: z.boolean().default(false),
  bidDeadlineAt: dateSchema.nullable().default(null),
  attachmentIds: z.array(idSchema).max(10).default([]),
  privatePart: z
    .strictObject({
      deliveryAddress: textSchema(0, 500).default(''),
      contact: textSchema(0, 300).default(''),
      note: textSchema(0, 2000).default(''),
      attachmentIds: z.array(idSchema).max(10).default([]),
    })
    .default({ deliveryAddress: '', contact: '', note: '', attachmentIds: [] }),
};

const cardShape = {
  id: idSchema,
  title: z.string(),
  summary: z.string().meta({ description: 'First 200 characters of the description' }),
  categoryId: categoryIdSchema,
  budget: budgetSchema,
  deliveryDays: z.number().int(),
  language: languageSchema,
  status: requestStatusSchema,
  visibility: visibilitySchema,
  sealed: z.boolean(),
  bidDeadlineAt: dateSchema.nullable(),
  offersCount: z.number().int(),
  publishedAt: dateSchema.nullable(),
  updatedAt: dateSchema,
  deadline: orNull(deadlineSchema),
  buyer: userRefSchema,
};

export const requestCardSchema = z.strictObject(cardShape).meta({ id: 'RequestCard' });

/** A card in "my deals": with the viewer's part in it. */
export const myRequestCardSchema = z
  .strictObject({
    ...cardShape,
    role: z.enum(['buyer', 'seller']),
    counterparty: orNull(userRefSchema),
    /** Contract price, or the viewer's own offer. */
    price: orNull(priceSchema),
    /** A seller's own newest offer; null for the buyer. */
    offerStatus: orNull(offerStatusSchema),
    /** Whether the deal waits for the viewer. */
    yourTurn: z.boolean(),
  })
  .meta({ id: 'MyRequestCard' });

export const requestDetailSchema = z
  .strictObject({
    ...cardShape,
    description: z.string(),
    attachments: z.array(fileRefSchema),
    version: z.number().int(),
    createdAt: dateSchema,
    viewerRole: z.enum(['buyer', 'seller', 'bidder', 'admin', 'visitor']),
    /** Null unless the viewer may see it. */
    privatePart: orNull(privatePartSchema),
    invitedSellers: z.array(userRefSchema).nullable().meta({ description: 'For the buyer only' }),
    myOfferId: orNull(idSchema),
    hasContract: z.boolean(),
    /** What the viewer may do now; besides the table's actions `submitOffer`, `ask`, `answer`, `invite`. */
    abilities: z.array(z.union([requestActionSchema, z.enum(['submitOffer', 'ask', 'answer', 'invite'])])),
  })
  .meta({ id: 'RequestDetail' });

export const timelineItemSchema = z
  .strictObject({
    id: idSchema,
    action: z.string().meta({
      description:
        'Action of the request, `payment.<status>`, or `extendDeadlines` and `dispute.extendDeadlines` after a downtime',
    }),
    from: orNull(requestStatusSchema),
    to: requestStatusSchema,
    by: z.enum(['buyer', 'seller', 'mediator', 'admin', 'timer', 'gateway']),
    actor: orNull(userRefSchema),
    milestone: orNull(z.strictObject({ id: idSchema, title: z.string() }).meta({ id: 'MilestoneRef' })).meta({
      description: 'What it was about, where the deal has several milestones',
    }),
    at: dateSchema,
    extendedMs: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'By how long deadlines were put off, because Amn could not be reached' }),
  })
  .meta({ id: 'TimelineItem' });

const base = '/api/marketplace/requests';

export const listCategories = endpoint({
  method: 'get',
  path: '/api/marketplace/categories',
  operationId: 'listCategories',
  summary: 'Categories with the number of open requests in each',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=60, stale-while-revalidate=300',
  output: z
    .strictObject({
      items: z.array(
        z.strictObject({ id: categoryIdSchema, openCount: z.number().int() }).meta({ id: 'Category' }),
      ),
    })
    .meta({ id: 'CategoryList' }),
});

export const createRequest = endpoint({
  method: 'post',
  path: base,
  operationId: 'createRequest',
  summary: 'Post a request, as a draft or published at once',
  tag,
  access: 'verified',
  rateLimit: 'write',
  body: z.strictObject({ ...requestInput, publish: z.boolean().default(true) }).meta({ id: 'CreateRequest' }),
  output: requestDetailSchema,
  successStatus: 201,
});

export const updateRequest = endpoint({
  method: 'put',
  path: `${base}/:requestId`,
  operationId: 'updateRequest',
  summary: 'Rewrite a draft; fails with 409 when `version` is not the present one',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: z.strictObject({ ...requestInput, version: z.number().int().min(0) }).meta({ id: 'UpdateRequest' }),
  output: requestDetailSchema,
});

export const publishRequest = endpoint({
  method: 'post',
  path: `${base}/:requestId/publish`,
  operationId: 'publishRequest',
  summary: 'Publish a draft',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  output: requestDetailSchema,
});

export const cancelRequest = endpoint({
  method: 'post',
  path: `${base}/:requestId/cancel`,
  operationId: 'cancelRequest',
  summary: 'Cancel a draft or an open request; its offers are closed',
  tag,
  access: 'user',
  rateLimit: 'write',
  params: idParams('requestId'),
  output: requestDetailSchema,
});

export const browseRequests = endpoint({
  method: 'get',
  path: base,
  operationId: 'browseRequests',
  summary: 'Open public requests, searched and filtered',
  tag,
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=5, stale-while-revalidate=60',
  query: z.strictObject({
    q: lineSchema(1, 100).optional(),
    categoryId: categoryIdSchema.optional(),
    language: languageSchema.optional(),
    minBudgetCents: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
    maxBudgetCents: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
    sort: z.enum(['newest', 'endingSoon', 'highestBudget']).default('newest'),
    ...pageQuery,
  }),
  output: pageOf(requestCardSchema).meta({ id: 'RequestCardPage' }),
});

export const listMyRequests = endpoint({
  method: 'get',
  path: `${base}/mine`,
  operationId: 'listMyRequests',
  summary: 'Your requests (as a buyer), or those you bid on or sell to (as a seller), last changed first',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({
    role: z.enum(['buyer', 'seller']),
    status: requestStatusSchema.optional(),
    group: z.enum(['active', 'drafts', 'finished']).optional(),
    ...pageQuery,
  }),
  output: pageOf(myRequestCardSchema).meta({ id: 'MyRequestCardPage' }),
});

export const getRequest = endpoint({
  method: 'get',
  path: `${base}/:requestId`,
  operationId: 'getRequest',
  summary: 'A request: its public part, and the private one where you may see it',
  tag,
  access: 'optional',
  rateLimit: 'read',
  params: idParams('requestId'),
  output: requestDetailSchema,
});

export const getTimeline = endpoint({
  method: 'get',
  path: `${base}/:requestId/timeline`,
  operationId: 'getTimeline',
  summary: 'What happened, newest first; for the parties',
  tag,
  access: 'user',
  rateLimit: 'read',
  params: idParams('requestId'),
  query: z.strictObject({ ...pageQuery }),
  output: pageOf(timelineItemSchema).meta({ id: 'TimelinePage' }),
});

export const inviteSellers = endpoint({
  method: 'post',
  path: `${base}/:requestId/invitations`,
  operationId: 'inviteSellers',
  summary: 'Invite sellers to offer on a draft or open request; inviting somebody twice changes nothing',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: z.strictObject({ sellerIds: z.array(idSchema).min(1).max(20) }),
  output: requestDetailSchema,
});

export const listInvitations = endpoint({
  method: 'get',
  path: '/api/marketplace/invitations',
  operationId: 'listInvitations',
  summary: 'Open requests that you are invited to',
  tag,
  access: 'user',
  rateLimit: 'read',
  query: z.strictObject({ ...pageQuery }),
  output: pageOf(requestCardSchema).meta({ id: 'InvitationPage' }),
});

export const questionSchema = z
  .strictObject({
    id: idSchema,
    requestId: idSchema,
    asker: userRefSchema,
    text: z.string(),
    askedAt: dateSchema,
    answer: z.strictObject({ text: z.string(), answeredAt: dateSchema }).nullable(),
  })
  .meta({ id: 'Question' });

export const listQuestions = endpoint({
  method: 'get',
  path: `${base}/:requestId/questions`,
  operationId: 'listQuestions',
  summary: 'Questions and answers, oldest first; visible to whoever sees the request',
  tag,
  access: 'optional',
  rateLimit: 'read',
  params: idParams('requestId'),
  query: z.strictObject({ ...pageQuery }),
  output: pageOf(questionSchema).meta({ id: 'QuestionPage' }),
});

export const askQuestion = endpoint({
  method: 'post',
  path: `${base}/:requestId/questions`,
  operationId: 'askQuestion',
  summary: 'Ask the buyer something about an open request',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('requestId'),
  body: z.strictObject({ text: textSchema(5, 1000) }),
  output: questionSchema,
  successStatus: 201,
});

export const answerQuestion = endpoint({
  method: 'post',
  path: '/api/marketplace/questions/:questionId/answer',
  operationId: 'answerQuestion',
  summary: 'Answer a question on your request, once',
  tag,
  access: 'verified',
  rateLimit: 'write',
  params: idParams('questionId'),
  body: z.strictObject({ text: textSchema(1, 2000) }),
  output: questionSchema,
});
