import { timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import type { Asset } from './config.ts';
import { formatAmount, fromBase, multiply } from './decimal.ts';
import type { Gateway } from './gateway.ts';
import { Turnstile } from './turnstile.ts';

/** So many requests are worked on at once; the others wait in line. */
const WORKERS = 6;

/** What Flask answers when it falls over. */
const SERVER_ERROR_PAGE = `<!doctype html>
<html lang=en>
<title>500 Internal Server Error</title>
<h1>Internal Server Error</h1>
<p>The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.</p>
`;

/** The gateway's own API, `/api/v1`, with its habits: most errors are HTTP 200 and told in the body. */
export function apiRouter(gateway: Gateway): Router {
  const { config, faults, invoices, payouts } = gateway;
  const router = Router();
  const turnstile = new Turnstile(WORKERS);

  router.use(express.text({ type: () => true, limit: '1mb' }));
  router.use(async (_request, response, next) => {
    const leave = await turnstile.enter();
    response.once('close', leave);
    if (faults.current.slowApiMs > 0) await delay(faults.current.slowApiMs);
    next();
  });

  const online = (): Asset[] =>
    config.assets.filter((asset) => !faults.current.offlineCoins.includes(asset.code));
  const unavailable = (response: Response, code: string): void => {
    response.json({ status: 'error', message: `${code} payment gateway is unavailable` });
  };

  const needsApiKey = (request: Request, response: Response, next: NextFunction): void => {
    const key = request.get('X-Shkeeper-Api-Key');
    if (key === undefined) response.json({ status: 'error', message: 'No API key' });
    else if (!same(key, config.apiKey)) response.json({ status: 'error', message: 'Bad API key' });
    else next();
  };
  const needsBasicAuth = (request: Request, response: Response, next: NextFunction): void => {
    const expected = Buffer.from(`${config.payoutUsername}:${config.payoutPassword}`).toString('base64');
    if (same(request.get('Authorization') ?? '', `Basic ${expected}`)) next();
    else response.redirect(302, '/login');
  };

  router.get('/crypto', (_request, response) => {
    const list = online().map((asset) => ({ name: asset.code, display_name: asset.displayName }));
    response.json({ status: 'success', crypto: list.map(({ name }) => name), crypto_list: list });
  });

  router.post('/:crypto/payment_request', needsApiKey, async (request, response) => {
    const asset = find(config.assets, request);
    if (!asset) {
      unavailable(response, crypto(request));
      return;
    }
    const body = readJson(request);
    try {
      if (!online().includes(asset)) throw new Error(`Expecting value: line 1 column 1 (char 0)`);
      response.json(invoices.presentNew(await invoices.request(asset, body)));
    } catch (error) {
      response.json(withTraceback(error, 'payment_request'));
    }
  });

  router.post('/:crypto/quote', needsApiKey, (request, response) => {
    const asset = find(config.assets, request);
    if (!asset) {
      unavailable(response, crypto(request));
      return;
    }
    const body = readJson(request) as { fiat?: unknown; amount?: unknown } | null;
    if (typeof body?.fiat !== 'string' || !['string', 'number'].includes(typeof body.amount)) {
      response.json({ status: 'error', message: "'fiat' and 'amount' are required fields." });
      return;
    }
    try {
      response.json({ status: 'success', ...invoices.quote(asset, body.fiat, String(body.amount)) });
    } catch (error) {
      response.json(withTraceback(error, 'get_crypto_quote'));
    }
  });

  router.get('/invoices/:externalId', needsApiKey, (request, response) => {
    const found = invoices.byExternalId(String(request.params.externalId));
    response.json({ status: 'success', invoices: found.map((invoice) => invoices.present(invoice)) });
  });

  router.get('/transactions/:crypto/:address', needsApiKey, (request, response) => {
    const transactions = invoices.presentTransactionsAt(crypto(request), String(request.params.address));
    response.json({ status: 'success', transactions });
  });

  router.get('/:crypto/balance', needsApiKey, async (request, response) => {
    const asset = find(config.assets, request);
    if (!asset) {
      response.json({ status: 'error', message: `Crypto ${crypto(request)} is not enabled` });
      return;
    }
    const amount = fromBase(await gateway.wallets.balance(asset), asset.decimals);
    const rate = gateway.rates.rate('USD', asset.code);
    response.json({
      name: asset.code,
      display_name: asset.displayName,
      amount_crypto: formatAmount(amount),
      rate: formatAmount(rate),
      fiat: 'USD',
      amount_fiat: formatAmount(multiply(amount, rate)),
      server_status: online().includes(asset) ? 'Synced' : 'Offline',
    });
  });

  router.get('/:crypto/payout/status', needsApiKey, (request, response) => {
    const externalId = request.query.external_id;
    if (typeof externalId !== 'string' || externalId === '') {
      response.status(400).json({ error: 'external_id is required' });
      return;
    }
    const payout = payouts.byExternalId(crypto(request), externalId);
    if (payout) response.json(payouts.presentStatus(payout));
    else response.status(404).json({ error: 'Payout not found' });
  });

  router.post('/:crypto/payout', needsBasicAuth, async (request, response) => {
    const { status, body } = await payouts.create(crypto(request), readJson(request));
    response.status(status).json(body);
  });

  router.get('/:crypto/task/:id', needsBasicAuth, (request, response) => {
    response.json(payouts.presentTask(String(request.params.id)));
  });

  router.use((_request: Request, response: Response) => {
    response
      .status(404)
      .type('html')
      .send('<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n');
  });
  router.use((_error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(_error);
    else response.status(500).type('html').send(SERVER_ERROR_PAGE);
  });
  return router;
}

/** @throws SyntaxError for anything that is not JSON; it becomes the gateway's HTTP 500. */
function readJson(request: Request): unknown {
  return JSON.parse(typeof request.body === 'string' ? request.body : '');
}

function crypto(request: Request): string {
  return String(request.params.crypto);
}

function find(assets: readonly Asset[], request: Request): Asset | undefined {
  return assets.find((asset) => asset.code === crypto(request));
}

function withTraceback(error: unknown, view: string): Record<string, string> {
  const message = error instanceof Error ? error.message : String(error);
  const traceback = `Traceback (most recent call last):\n  File "/shkeeper.io/shkeeper/api_v1.py", line 128, in ${view}\nException: ${message}\n`;
  return { status: 'error', message, traceback };
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
