import express, { Router } from 'express';
import { join } from 'node:path';
import type { Gateway } from '../gateway.ts';
import { readState, type SandboxState } from '../state.ts';
import { html, type Html } from './html.ts';
import {
  callbacksSection,
  faultsSection,
  invoicesSection,
  payoutsSection,
  walletsSection,
} from './sections.ts';

/** The sandbox's own page: what the gateway knows, and buttons for what a person may want to do to it. */
export function pageRouter(gateway: Gateway): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/', async (_request, response) => {
    const wallets = await gateway.testPayments.wallets();
    const { address } = gateway.wallets.hot;
    const balances = await gateway.testPayments.balances(address);
    const all = [...wallets, { name: 'Hot wallet', role: 'gateway', address, balances }];
    const payers = wallets.filter((wallet) => wallet.role === 'buyer').map((wallet) => wallet.name);
    const state = readState(gateway);
    response
      .type('html')
      .send(
        page(state, [
          invoicesSection(state, payers),
          payoutsSection(state),
          callbacksSection(state),
          faultsSection(state),
          walletsSection(state, all),
        ]).text,
      );
  });
  router.get('/login', (_request, response) => {
    response.type('html').send('<!doctype html><title>SHKeeper</title><p>Sign in</p>');
  });
  router.use(express.static(join(import.meta.dirname, '../../../public/shkeeper'), { index: false }));
  return router;
}

function page(state: SandboxState, sections: readonly Html[]): Html {
  return html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>SHKeeper sandbox</title>
        <link rel="icon" href="icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="page.css" />
        <script src="page.js" defer></script>
      </head>
      <body>
        <header>
          <div class="bar">
            <div>
              <h1>SHKeeper sandbox</h1>
              <p>A gateway on a test chain. The transfers are real there, and the coins are worth nothing.</p>
            </div>
            <dl class="facts" data-live="facts">
              <div>
                <dt>Clock</dt>
                <dd><time datetime="${state.now}">${clockText(state)}</time></dd>
              </div>
              <div>
                <dt>Block</dt>
                <dd>${state.block}</dd>
              </div>
              <div>
                <dt>Callbacks</dt>
                <dd>${state.format}</dd>
              </div>
            </dl>
          </div>
          <div class="bar tools">
            <form data-send="POST sandbox/clock">
              <span>Move the clock</span>
              <button name="advanceMs" value="3600000" data-number>+1 hour</button>
              <button name="advanceMs" value="86400000" data-number>+1 day</button>
              <button name="advanceMs" value="604800000" data-number>+7 days</button>
            </form>
            <form data-send="POST sandbox/mine">
              <span>Blocks</span>
              <button name="blocks" value="1" data-number>Mine 1</button>
              <button name="blocks" value="12" data-number>Mine 12</button>
            </form>
          </div>
        </header>
        <main>${sections}</main>
        <p id="says" role="status" aria-live="polite" hidden></p>
      </body>
    </html>`;
}

function clockText(state: SandboxState): string {
  const days = Math.round((state.clockOffsetMs / 86_400_000) * 10) / 10;
  const moved = Math.abs(days) >= 0.1 ? ` (${days > 0 ? '+' : ''}${days} d)` : '';
  return `${state.now.slice(0, 16).replace('T', ' ')} UTC${moved}`;
}
