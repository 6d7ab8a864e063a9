import { z } from 'zod';
import { dateSchema, endpoint, idParams, orNull } from '../../../shared/endpoint.ts';
import { idSchema } from '../../../shared/ids.ts';
import { assetCodeSchema, baseAmountSchema } from '../../../shared/money.ts';
import { userRefSchema } from '../../../shared/refs.ts';
import { disputeReasonSchema } from '../../dispute/dispute-shapes.contract.ts';
import { DISPUTE_ACTIONS, DISPUTE_STATUSES } from '../../dispute/dispute.process.ts';
import { MILESTONE_STATUSES } from '../../escrow/milestone.process.ts';
import { REQUEST_STATUSES } from '../../marketplace/purchase-request.process.ts';
import { postingEventSchema } from '../../ledger/ledger.contract.ts';
import { PLACES, SOURCES } from '../deal-money/where-is-money.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const linked = { index: z.number().int().min(0), at: dateSchema, hash };
const amount = { asset: assetCodeSchema, amount: baseAmountSchema };

const dealEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('deal'),
    data: z.strictObject({
      requestId: idSchema,
      contractId: idSchema,
      title: z.string(),
      buyer: userRefSchema,
      seller: userRefSchema,
      /** SHA-256 of everything that was agreed on. */
      termsHash: hash,
      terms: z.strictObject({
        offerId: idSchema,
        offerRevision: z.number().int(),
        /** US cents. */
        priceCents: z.number().int(),
        buyerFeeCents: z.number().int(),
        sellerFeeCents: z.number().int(),
        acceptedAssets: z.array(assetCodeSchema),
        deliveryDays: z.number().int(),
        inspectionDays: z.number().int(),
        maxChangeRounds: z.number().int(),
      }),
      /** Wallet signatures of the agreement (EIP-712), where the parties gave any. */
      signatures: z.array(
        z.strictObject({
          by: z.enum(['buyer', 'seller']),
          wallet: z.string(),
          chainId: z.number().int(),
          /** The text that the wallet showed and signed, as JSON. */
          typedData: z.string(),
          digest: z.string(),
          signature: z.string(),
          signedAt: dateSchema,
        }),
      ),
    }),
  })
  .meta({ id: 'ReceiptDeal' });

const stepEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('step'),
    data: z.strictObject({
      action: z.string(),
      from: z.enum(REQUEST_STATUSES).nullable(),
      to: z.enum(REQUEST_STATUSES),
      by: z.string(),
      /** The one it was about, where the deal has several. */
      milestone: z.strictObject({ id: idSchema, title: z.string() }).optional(),
      /** By how much deadlines were put off, in ms, where that is what happened. */
      extendedMs: z.number().int().optional(),
    }),
  })
  .meta({ id: 'ReceiptStep' });

const disputeEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('dispute'),
    data: z.strictObject({
      disputeId: idSchema,
      milestoneId: idSchema,
      action: z.enum(DISPUTE_ACTIONS),
      /** Of the dispute, afterwards. */
      status: z.enum(DISPUTE_STATUSES),
      by: z.string(),
      /** With the first step. */
      reason: disputeReasonSchema.optional(),
      /** With the last step of one that divided money. */
      outcome: z
        .strictObject({ how: z.string(), asset: assetCodeSchema, buyerGets: baseAmountSchema })
        .optional(),
      /** With the last step: how long the chain of evidence is, and the hash that it ends with. */
      evidence: z.strictObject({ pieces: z.number().int().min(1), head: hash }).optional(),
    }),
  })
  .meta({ id: 'ReceiptDispute' });

const depositEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('deposit'),
    data: z.strictObject({
      ...amount,
      chainId: z.number().int(),
      txid: z.string(),
      destination: z.string(),
      blockNumber: z.number().int().nullable(),
    }),
  })
  .meta({ id: 'ReceiptDeposit' });

const postingEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('posting'),
    data: z.strictObject({
      key: z.string(),
      event: postingEventSchema,
      milestoneId: orNull(idSchema),
      entries: z.array(z.strictObject({ account: z.string(), side: z.enum(['debit', 'credit']), ...amount })),
    }),
  })
  .meta({ id: 'ReceiptPosting' });

const closingEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('closing'),
    data: z.strictObject({
      outcome: z.enum(REQUEST_STATUSES),
      milestones: z.array(
        z.strictObject({ id: idSchema, title: z.string(), status: z.enum(MILESTONE_STATUSES) }),
      ),
      cameIn: z.array(z.strictObject({ source: z.enum(SOURCES), ...amount })),
      wentTo: z.array(
        z.strictObject({ place: z.enum(PLACES), holder: z.enum(['amn', 'buyer', 'seller']), ...amount }),
      ),
    }),
  })
  .meta({ id: 'ReceiptClosing' });

const payoutEntry = z
  .strictObject({
    ...linked,
    kind: z.literal('payout'),
    data: z.strictObject({
      payoutId: idSchema,
      ...amount,
      /** The whole payout, of which `amount` is what came from this deal. */
      total: baseAmountSchema,
      chainId: z.number().int(),
      destination: z.string(),
      txid: z.string().nullable(),
    }),
  })
  .meta({ id: 'ReceiptPayout' });

const signature = z
  .strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), value: z.string() })
  .meta({ id: 'ReceiptSignature' });

export const receiptSchema = z
  .strictObject({
    scheme: z.literal('amn-receipt-v1'),
    receiptId: idSchema,
    issuedAt: dateSchema,
    entries: z.array(
      z.discriminatedUnion('kind', [
        dealEntry,
        stepEntry,
        disputeEntry,
        depositEntry,
        postingEntry,
        closingEntry,
      ]),
    ),
    head: hash,
    signature,
  })
  .meta({ id: 'Receipt', description: 'The same for both parties, and never changed after it was issued' });

export const appendixSchema = z
  .strictObject({
    scheme: z.literal('amn-receipt-appendix-v1'),
    receiptId: idSchema,
    ownerId: idSchema,
    sequence: z.number().int().min(1),
    /** Head of what it stands on: the receipt, or the appendix before. */
    previous: hash,
    issuedAt: dateSchema,
    entries: z.array(z.discriminatedUnion('kind', [payoutEntry, depositEntry, postingEntry])),
    head: hash,
    signature,
  })
  .meta({ id: 'ReceiptAppendix', description: 'What happened afterwards; its owner’s only' });

export const getReceipt = endpoint({
  method: 'get',
  path: '/api/escrow/deals/:requestId/receipt',
  operationId: 'getReceipt',
  summary: 'The signed receipt of a finished deal, with the appendices of the person who asks',
  tag: 'Books',
  access: 'user',
  rateLimit: 'read',
  cacheControl: 'private, no-store',
  params: idParams('requestId'),
  output: z
    .strictObject({ receipt: receiptSchema, appendices: z.array(appendixSchema) })
    .meta({ id: 'ReceiptFile' }),
});

export const listReceiptKeys = endpoint({
  method: 'get',
  path: '/api/books/receipt-keys',
  operationId: 'listReceiptKeys',
  summary: 'Public keys of receipts, the current one first; retired ones still prove what they signed',
  tag: 'Books',
  access: 'public',
  rateLimit: 'read',
  cacheControl: 'public, max-age=300',
  output: z
    .strictObject({
      keys: z.array(
        z
          .strictObject({
            keyId: z.string(),
            algorithm: z.literal('Ed25519'),
            publicKey: z.string().meta({ description: '32 bytes, base64url' }),
            status: z.enum(['current', 'retired']),
          })
          .meta({ id: 'ReceiptKey' }),
      ),
    })
    .meta({ id: 'ReceiptKeys' }),
});

export const getReceiptVerifier = endpoint({
  method: 'get',
  path: '/api/books/receipt-verifier',
  operationId: 'getReceiptVerifier',
  summary:
    'A program of one file that checks a receipt offline: node verify-receipt.mjs receipt.json keys.json',
  tag: 'Books',
  access: 'public',
  rateLimit: 'read',
  transport: 'binary',
  output: z.string().meta({ format: 'binary' }),
});
