import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getAddress } from 'viem';

/** A gateway for faults that are hard to bring about for real. It answers as the recorded exchanges do. */
export interface FakeInvoice {
  readonly id: number;
  readonly externalId: string;
  readonly asset: string;
  readonly address: string;
  amount: string;
  readonly txs: { txid: string; amount: string; crypto: string; addr: string; status: string }[];
}

export interface FakePayout {
  readonly id: number;
  readonly asset: string;
  readonly externalId: string;
  readonly amount: string;
  readonly destination: string;
  readonly taskId: string;
  status: string;
  txid: string | null;
  task: { status: string; result: unknown };
}

/** What the next payout call meets. */
export type PayoutMood = 'accept' | 'refuse' | 'late' | 'hang-up' | 'page';

export interface FakeGateway {
  readonly url: string;
  online: string[];
  /** How long an invoice takes; calls that overlap do not see each other. */
  invoiceDelayMs: number;
  /** Answers 500 to everything. */
  down: boolean;
  payoutMood: PayoutMood;
  rate: string;
  /** What it says it holds, in whole coins by asset; nothing of one that is not named. */
  held: Record<string, string>;
  readonly invoices: FakeInvoice[];
  readonly payouts: FakePayout[];
  /** Payout calls that reached it, whatever it answered. */
  payoutCalls: number;
  /** `METHOD /path` of every call. */
  readonly calls: string[];
  readonly stop: () => Promise<void>;
}

const newAddress = (): string => getAddress(`0x${randomBytes(20).toString('hex')}`);

async function readBody(req: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return chunks.length === 0
    ? {}
    : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, string>);
}

const answer = (res: ServerResponse, body: unknown, status = 200): void => {
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify(body));
};

async function invoiceFor(
  state: FakeGateway,
  asset: string,
  body: Record<string, string>,
): Promise<FakeInvoice> {
  const externalId = body['external_id'] ?? '';
  const known = state.invoices.find(
    (invoice) => invoice.externalId === externalId && invoice.asset === asset,
  );
  if (known) {
    known.amount = body['amount'] ?? '';
    return known;
  }
  await sleep(state.invoiceDelayMs);
  const invoice: FakeInvoice = {
    id: state.invoices.length + 1,
    externalId,
    asset,
    address: newAddress(),
    amount: body['amount'] ?? '',
    txs: [],
  };
  state.invoices.push(invoice);
  return invoice;
}

function payoutFor(state: FakeGateway, asset: string, body: Record<string, string>): FakePayout {
  const payout: FakePayout = {
    id: state.payouts.length + 1,
    asset,
    externalId: body['external_id'] ?? '',
    amount: body['amount'] ?? '',
    destination: body['destination'] ?? '',
    taskId: `task-${state.payouts.length + 1}`,
    status: 'IN_PROGRESS',
    txid: null,
    task: { status: 'PENDING', result: null },
  };
  state.payouts.push(payout);
  return payout;
}

async function handlePayout(
  state: FakeGateway,
  asset: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const body = await readBody(req);
  if (!req.headers.authorization?.startsWith('Basic ')) {
    res.writeHead(302, { Location: '/login' }).end();
    return;
  }
  state.payoutCalls += 1;
  switch (state.payoutMood) {
    case 'refuse':
      payoutFor(state, asset, body);
      answer(res, { status: 'error', message: 'Payout was disabled' });
      return;
    case 'late':
      answer(res, { status: 'error', message: 'Read timed out. (read timeout=10)' }, 500);
      return;
    case 'hang-up':
      payoutFor(state, asset, body);
      req.socket.destroy();
      return;
    case 'page':
      res.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>Internal Server Error</h1>');
      return;
    case 'accept': {
      const payout = payoutFor(state, asset, body);
      answer(res, { task_id: payout.taskId, external_id: payout.externalId });
    }
  }
}

async function handle(state: FakeGateway, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://gateway');
  state.calls.push(`${req.method ?? ''} ${pathname}`);
  if (state.down) {
    answer(res, { status: 'error', message: 'down' }, 500);
    return;
  }
  const [, , , first = '', second = '', third = ''] = pathname.split('/');
  if (first === 'crypto') {
    answer(res, { status: 'success', crypto: state.online, crypto_list: [] });
  } else if (first === 'invoices') {
    const found = state.invoices.filter(({ externalId }) => externalId === second);
    const invoices = found.map(({ externalId, txs }) => ({ external_id: externalId, status: 'PAID', txs }));
    answer(res, { status: 'success', invoices });
  } else if (second === 'quote') {
    answer(res, { status: 'success', amount_crypto: '1', exchange_rate: state.rate });
  } else if (second === 'balance') {
    answer(res, { name: first, amount_crypto: state.held[first] ?? '0', server_status: 'Synced' });
  } else if (second === 'payment_request') {
    const { id, amount, address } = await invoiceFor(state, first, await readBody(req));
    answer(res, { status: 'success', id, amount, exchange_rate: '1', wallet: address });
  } else if (second === 'task') {
    answer(
      res,
      state.payouts.find(({ taskId }) => taskId === third)?.task ?? { status: 'PENDING', result: null },
    );
  } else if (second === 'payout' && third === 'status') {
    const found = state.payouts.find(({ externalId }) => externalId === searchParams.get('external_id'));
    if (found) answer(res, { external_id: found.externalId, status: found.status, txid: found.txid });
    else answer(res, { error: 'Payout not found' }, 404);
  } else if (second === 'payout') {
    await handlePayout(state, first, req, res);
  } else {
    answer(res, { error: 'not here' }, 404);
  }
}

export async function startFakeGateway(port = 0): Promise<FakeGateway> {
  const server = createServer((req, res) => {
    handle(state, req, res).catch((error: unknown) => {
      res.writeHead(500).end(String(error));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const state: FakeGateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    online: ['ETH', 'ETH-USDT', 'ETH-USDC'],
    invoiceDelayMs: 5,
    down: false,
    payoutMood: 'accept',
    rate: '2500',
    held: {},
    invoices: [],
    payouts: [],
    payoutCalls: 0,
    calls: [],
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

export interface TestTransaction {
  readonly txid: string;
  readonly amount: string;
  readonly crypto?: string;
}

/** The body of a confirmed callback; the last transaction is the one that set it off. */
export const payinBody = (
  invoice: Pick<FakeInvoice, 'externalId' | 'asset' | 'address'>,
  transactions: readonly TestTransaction[],
  changes: object = {},
): string =>
  JSON.stringify({
    external_id: invoice.externalId,
    crypto: invoice.asset,
    addr: invoice.address,
    fiat: 'USD',
    balance_fiat: '0',
    balance_crypto: '0',
    paid: true,
    status: 'PAID',
    transactions: transactions.map(({ txid, amount, crypto = invoice.asset }, index) => ({
      txid,
      date: '2026-07-01 10:00:00',
      amount_crypto: amount,
      amount_fiat: amount,
      trigger: index === transactions.length - 1,
      crypto,
    })),
    ...changes,
  });

export const unconfirmedBody = (
  invoice: Pick<FakeInvoice, 'externalId' | 'asset' | 'address'>,
  { txid, amount, crypto = invoice.asset }: TestTransaction,
): string =>
  JSON.stringify({
    status: 'unconfirmed',
    external_id: invoice.externalId,
    addr: invoice.address,
    crypto,
    txid,
    amount,
  });

/** Headers of a callback in the gateway's own format. */
export function signCallback(body: string, key: string, atSeconds = Math.floor(Date.now() / 1000)) {
  const signature = createHmac('sha256', key).update(`${atSeconds}.${body}`).digest('hex');
  return { 'X-Shkeeper-Timestamp': String(atSeconds), 'X-Shkeeper-Signature': signature };
}

export const newTxid = (): string => `0x${randomBytes(32).toString('hex')}`;
