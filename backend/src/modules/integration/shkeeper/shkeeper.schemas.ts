import { z } from 'zod';

/**
 * What the gateway answers, as far as we read it. Unknown fields are let through, so that a newer gateway does
 * not break us; fields that we rely on are checked.
 */

/** A decimal as the gateway prints it; some answers carry a JSON number instead. */
export const decimalSchema = z.union([
  z.string().regex(/^\d{1,30}(\.\d{1,30})?$/),
  z
    .number()
    .nonnegative()
    .transform((value) => plainDecimal(value)),
]);

/** A number without exponent: `1e-7` → `0.0000001`. */
function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

/** Most errors come with HTTP 200. `traceback` may stand beside it and is never read. */
export const refusalSchema = z.looseObject({ status: z.literal('error'), message: z.unknown().optional() });

export const cryptoListSchema = z.looseObject({
  crypto: z.array(z.string()),
  crypto_list: z.array(z.looseObject({ name: z.string(), display_name: z.string() })).default([]),
});

export const paymentRequestSchema = z.looseObject({
  id: z.union([z.string(), z.number()]),
  amount: decimalSchema,
  exchange_rate: decimalSchema,
  wallet: z.string().min(1).max(200),
});

export const quoteSchema = z.looseObject({ amount_crypto: decimalSchema, exchange_rate: decimalSchema });

export const balanceSchema = z.looseObject({ amount_crypto: decimalSchema });

export const invoiceTransactionSchema = z.looseObject({
  addr: z.string(),
  amount: decimalSchema,
  crypto: z.string(),
  txid: z.string().min(1).max(200),
  status: z.string().default(''),
});

export const invoicesSchema = z.looseObject({
  invoices: z.array(
    z.looseObject({
      external_id: z.union([z.string(), z.number()]).transform(String),
      status: z.string(),
      txs: z.array(invoiceTransactionSchema).default([]),
    }),
  ),
});

export const payoutAcceptedSchema = z.looseObject({
  task_id: z.union([z.string().min(1), z.number()]).transform(String),
});

const taskResultSchema = z.looseObject({
  dest: z.string().optional(),
  status: z.string(),
  txids: z.array(z.string()).default([]),
  message: z.unknown().optional(),
});

export const taskSchema = z.looseObject({
  status: z.string(),
  result: z.union([z.null(), z.string(), z.array(taskResultSchema)]).default(null),
});

export const payoutStatusSchema = z.looseObject({
  external_id: z.union([z.string(), z.number()]).transform(String),
  status: z.string(),
  destination: z.string().nullish(),
  txid: z.string().nullish(),
});

export type InvoiceTransaction = z.infer<typeof invoiceTransactionSchema>;
export type GatewayTask = z.infer<typeof taskSchema>;
export type GatewayPayoutStatus = z.infer<typeof payoutStatusSchema>;
