import type { z } from 'zod';
import { callGateway, GatewayError, type GatewayAccess, type GatewayCall } from './shkeeper.http.ts';
import * as schemas from './shkeeper.schemas.ts';

export interface Invoice {
  /** The gateway's own number of the invoice. */
  readonly gatewayId: string;
  readonly address: string;
}

export interface InvoiceRequest {
  readonly asset: string;
  readonly externalId: string;
  /** US dollars as a decimal string. */
  readonly amountUsd: string;
  readonly callbackUrl: string;
}

export interface PayoutRequest {
  readonly asset: string;
  readonly externalId: string;
  /** Whole coins as a decimal string. */
  readonly amount: string;
  readonly destination: string;
  readonly callbackUrl: string;
}

/** `unclear` is everything but a task id: it may have been paid, so nobody may ask again. */
export type PayoutAnswer =
  | { readonly outcome: 'accepted'; readonly taskId: string }
  | { readonly outcome: 'unclear'; readonly reason: string };

export interface ShkeeperClient {
  /** Codes of the assets that are online. */
  listAssets: () => Promise<string[]>;
  requestInvoice: (request: InvoiceRequest) => Promise<Invoice>;
  /** US dollars for one coin as a decimal string. */
  quoteRate: (asset: string, amountUsd: string) => Promise<string>;
  /** Transactions of an attempt; empty for one that the gateway does not know. */
  readInvoice: (externalId: string) => Promise<schemas.InvoiceTransaction[]>;
  /** Asks for a payout exactly once; never throws and never repeats. */
  requestPayout: (request: PayoutRequest) => Promise<PayoutAnswer>;
  /** What the gateway holds of an asset in all its wallets, in whole coins as a decimal string. */
  readBalance: (asset: string) => Promise<string>;
  readTask: (asset: string, taskId: string) => Promise<schemas.GatewayTask>;
  /** Null when the gateway has no record of it, which does not say that it was not paid. */
  readPayoutStatus: (asset: string, externalId: string) => Promise<schemas.GatewayPayoutStatus | null>;
}

/** The gateway's fee parameter is read by its Bitcoin wallets only, but wanted by all. */
const UNUSED_FEE = '1';
/** The gateway itself waits ten seconds for its wallet; a longer patience tells more often what happened. */
const PAYOUT_TIMEOUT_MS = 25_000;

const segment = encodeURIComponent;

async function orNullWhenMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GatewayError && error.failure === 'not_found') return null;
    throw error;
  }
}

/**
 * The calls to SHKeeper that Amn makes. Each throws a GatewayError unless it says otherwise; none retries.
 * @param guard called before each exchange, e.g. to refuse one inside a database transaction
 */
export function createShkeeperClient(
  access: GatewayAccess,
  guard: () => void = () => undefined,
): ShkeeperClient {
  const call = async <S extends z.ZodType>(request: GatewayCall, schema: S): Promise<z.infer<S>> => {
    guard();
    return callGateway(access, request, schema);
  };
  const get = (path: string, auth: GatewayCall['auth']): GatewayCall => ({ method: 'GET', path, auth });

  return {
    listAssets: async () => (await call(get('/crypto', 'none'), schemas.cryptoListSchema)).crypto,

    requestInvoice: async ({ asset, externalId, amountUsd, callbackUrl }) => {
      const body = { external_id: externalId, fiat: 'USD', amount: amountUsd, callback_url: callbackUrl };
      const path = `/${segment(asset)}/payment_request`;
      const answer = await call(
        { method: 'POST', path, auth: 'api-key', body },
        schemas.paymentRequestSchema,
      );
      return { gatewayId: String(answer.id), address: answer.wallet };
    },

    quoteRate: async (asset, amountUsd) => {
      const body = { fiat: 'USD', amount: amountUsd };
      const path = `/${segment(asset)}/quote`;
      return (await call({ method: 'POST', path, auth: 'api-key', body }, schemas.quoteSchema)).exchange_rate;
    },

    readInvoice: async (externalId) => {
      const path = `/invoices/${segment(externalId)}`;
      const { invoices } = await call(get(path, 'api-key'), schemas.invoicesSchema);
      return invoices.filter((invoice) => invoice.external_id === externalId).flatMap(({ txs }) => txs);
    },

    requestPayout: async ({ asset, externalId, amount, destination, callbackUrl }) => {
      const body = {
        amount,
        destination,
        fee: UNUSED_FEE,
        external_id: externalId,
        callback_url: callbackUrl,
      };
      const path = `/${segment(asset)}/payout`;
      const request = { method: 'POST', path, auth: 'basic', body, timeoutMs: PAYOUT_TIMEOUT_MS } as const;
      try {
        const { task_id: taskId } = await call(request, schemas.payoutAcceptedSchema);
        return { outcome: 'accepted', taskId };
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        return { outcome: 'unclear', reason: `${error.failure}: ${error.message}` };
      }
    },

    readBalance: async (asset) =>
      (await call(get(`/${segment(asset)}/balance`, 'api-key'), schemas.balanceSchema)).amount_crypto,

    readTask: (asset, taskId) =>
      call(get(`/${segment(asset)}/task/${segment(taskId)}`, 'basic'), schemas.taskSchema),

    readPayoutStatus: async (asset, externalId) => {
      const path = `/${segment(asset)}/payout/status?external_id=${segment(externalId)}`;
      const found = await orNullWhenMissing(call(get(path, 'api-key'), schemas.payoutStatusSchema));
      return found?.external_id === externalId ? found : null;
    },
  };
}
