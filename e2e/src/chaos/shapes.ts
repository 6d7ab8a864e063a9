import { z } from 'zod';
import { milestoneSchema } from './journal.ts';

/** The parts of the API's answers that a client of this run reads. */

export const idSchema = z.object({ id: z.string() });
export const moneySchema = z.object({ amount: z.string(), asset: z.string() });

export const dealSchema = z.object({
  requestId: z.string(),
  status: z.string(),
  version: z.number(),
  viewerRole: z.enum(['buyer', 'seller']),
  buyer: idSchema,
  seller: idSchema,
  contract: z.object({
    id: z.string(),
    milestones: z.array(milestoneSchema.extend({ deliveries: z.array(idSchema) })),
  }),
});
export type Deal = z.infer<typeof dealSchema>;

export const assetSchema = z.object({
  code: z.string(),
  chainId: z.number(),
  contract: z.string(),
});
export type Asset = z.infer<typeof assetSchema>;

export const paymentSchema = z.object({
  id: z.string(),
  contractId: z.string(),
  status: z.string(),
  address: z.string().nullable(),
  expected: moneySchema,
  received: moneySchema,
});
export type Payment = z.infer<typeof paymentSchema>;

const divisionSchema = z.object({ buyerGets: moneySchema, sellerGets: moneySchema, fee: moneySchema });
export const disputeSchema = z.object({
  id: z.string(),
  status: z.string(),
  milestoneId: z.string(),
  splits: z.array(z.object({ id: z.string(), by: z.string(), status: z.string(), division: divisionSchema })),
  outcome: z.object({ division: divisionSchema }).nullable(),
});
export type Dispute = z.infer<typeof disputeSchema>;

export const payoutSchema = z.object({
  id: z.string(),
  reference: z.string(),
  source: z.string(),
  status: z.string(),
  money: moneySchema,
  sent: moneySchema,
  destination: z.string(),
  txid: z.string().nullable(),
});

export const balancesSchema = z.object({
  items: z.array(
    z.object({
      asset: z.string(),
      sellerPayable: moneySchema,
      refundPayable: moneySchema,
      buyerCredit: moneySchema,
      payoutInflight: moneySchema,
      escrowSelling: moneySchema,
      escrowBuying: moneySchema,
    }),
  ),
});

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
