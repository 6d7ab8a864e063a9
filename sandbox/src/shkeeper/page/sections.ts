import { formatAmount, fromBase } from '../decimal.ts';
import type { SandboxState } from '../state.ts';
import { html, type Html } from './html.ts';

interface WalletView {
  name: string;
  role: string;
  address: string;
  balances: Record<string, string>;
}

type Tone = 'calm' | 'good' | 'waiting' | 'bad';

/** The newest rows are shown; the rest is in `/sandbox/state`. */
const ROWS = 50;

const INVOICE_TONES: Record<string, [Tone, string]> = {
  UNPAID: ['waiting', '○'],
  PARTIAL: ['waiting', '◐'],
  PAID: ['good', '●'],
  OVERPAID: ['good', '◉'],
};
const PAYOUT_TONES: Record<string, [Tone, string]> = {
  IN_PROGRESS: ['waiting', '○'],
  SUCCESS: ['good', '●'],
  FAIL: ['bad', '✕'],
};
const CALLBACK_TONES: Record<string, [Tone, string]> = {
  waiting: ['waiting', '○'],
  delivered: ['good', '●'],
  lost: ['bad', '✕'],
  'given-up': ['bad', '✕'],
  dropped: ['calm', '–'],
};

export function invoicesSection(state: SandboxState, payers: readonly string[]): Html {
  const rows = state.invoices.toReversed().slice(0, ROWS);
  const due = new Map(
    rows.map((invoice) => {
      const asset = state.assets.find((candidate) => candidate.code === invoice.crypto);
      return [invoice.id, formatAmount(fromBase(BigInt(invoice.dueBase), asset?.decimals ?? 0))];
    }),
  );
  return section('invoices', 'Invoices', state.invoices.length, [
    rows.length === 0
      ? empty('No invoice yet. One appears here when a buyer opens the pay page of a deal.')
      : table(
          ['Invoice', 'Status', 'Received of asked', 'Address', 'Pay from a test wallet'],
          rows.map((invoice) => [
            html`<b>${shorten(invoice.externalId, 22)}</b
              ><small>#${invoice.id} · ${day(invoice.createdAt)}</small>`,
            pill(INVOICE_TONES, invoice.status),
            html`<span class="money">${invoice.balanceCrypto} <i>of ${invoice.amountCrypto}</i></span
              ><small>${invoice.crypto} · ${invoice.amountFiat} ${invoice.fiat}</small
              >${invoice.transactions.map(
                (tx) =>
                  html`<small title="${tx.txid}"
                    >${tx.confirmed ? '✓' : '…'} ${tx.amountCrypto} ${tx.crypto} in
                    ${shorten(tx.txid, 14)}</small
                  >`,
              )}`,
            address(invoice.address),
            html`<form data-send="POST sandbox/pay" class="pay">
              <input type="hidden" name="address" value="${invoice.address}" />
              <input
                name="amount"
                inputmode="decimal"
                value="${due.get(invoice.id) === '0' ? '' : due.get(invoice.id)}"
                placeholder="amount"
                aria-label="Amount to pay"
                required
                pattern="[0-9]+([.][0-9]+)?"
              />
              <select name="asset" aria-label="Asset to send">
                ${state.assets.map(
                  ({ code }) => html`<option ${code === invoice.crypto && html`selected`}>${code}</option>`,
                )}
              </select>
              <select name="wallet" aria-label="Wallet to pay from">
                ${payers.map((name) => html`<option>${name}</option>`)}
              </select>
              <button class="primary">Pay</button>
            </form>`,
          ]),
        ),
  ]);
}

export function payoutsSection(state: SandboxState): Html {
  const rows = state.payouts.toReversed().slice(0, ROWS);
  return section('payouts', 'Payouts', state.payouts.length, [
    rows.length === 0
      ? empty('No payout yet. One appears here when somebody withdraws.')
      : table(
          ['Payout', 'Status', 'Amount', 'To', 'Transaction'],
          rows.map((payout) => {
            const task = state.tasks.find((candidate) => candidate.id === payout.taskId);
            return [
              html`<b>${shorten(payout.externalId ?? 'no external id', 28)}</b
                ><small>#${payout.id} · ${day(payout.createdAt)}</small>`,
              html`${pill(PAYOUT_TONES, payout.status)}<small>task ${task?.status ?? 'none'}</small>`,
              html`<span class="money">${payout.amount}</span><small>${payout.crypto}</small>`,
              address(payout.destination),
              payout.txid
                ? html`<code title="${payout.txid}">${shorten(payout.txid, 14)}</code>`
                : html`<small>${payout.error ?? 'not sent yet'}</small>`,
            ];
          }),
        ),
  ]);
}

export function callbacksSection(state: SandboxState): Html {
  const rows = state.callbacks.toReversed().slice(0, ROWS);
  return section('callbacks', 'Callbacks', state.callbacks.length, [
    rows.length === 0
      ? empty('No callback yet. One is sent for every payment, once it is confirmed.')
      : table(
          ['Callback', 'State', 'Attempts', 'Last answer', ''],
          rows.map((callback) => [
            html`<b>${callback.kind}</b><small>#${callback.id} · ${shorten(callback.externalId, 28)}</small>`,
            html`${pill(CALLBACK_TONES, callback.state)}${
              callback.state === 'waiting' && html`<small>next ${callback.nextAt.slice(11, 19)}</small>`
            }`,
            html`<span class="money">${callback.attempts}</span>`,
            callback.lastError ?? callback.lastAnswer ?? html`<small>none</small>`,
            html`<form data-send="POST sandbox/callbacks/${callback.id}/resend">
              <button>Send again</button>
            </form>`,
          ]),
        ),
  ]);
}

const FAULTS: readonly { name: keyof SandboxState['faults']; title: string; about: string }[] = [
  { name: 'duplicate', title: 'Duplicate callbacks', about: 'how many copies more' },
  { name: 'lateMs', title: 'Late callbacks', about: 'milliseconds to wait' },
  { name: 'slowApiMs', title: 'Slow API', about: 'milliseconds for each answer' },
  { name: 'reordered', title: 'Callbacks in the wrong order', about: 'newest first' },
  { name: 'lostCallback', title: 'Lost callbacks', about: 'recorded, never sent' },
  { name: 'badSignature', title: 'Bad signature', about: 'one digit is wrong' },
  { name: 'slowPayout', title: 'Slow payout', about: 'answers 500, pays all the same' },
  { name: 'refusedPayout', title: 'Refused payout', about: 'an error without a task' },
  {
    name: 'halfFailedPayout',
    title: 'Half-failed payout',
    about: 'the task succeeds, the transfer does not',
  },
  { name: 'failedPayout', title: 'Failed payout', about: 'the task ends as FAILURE' },
  { name: 'wrongCoin', title: 'Wrong coin', about: 'the next payments go out in ETH' },
  { name: 'reservesFirst', title: 'Reserves first', about: 'payouts as newer versions take them' },
  { name: 'paysAgain', title: 'Pays again', about: 'a known external id is paid once more' },
  { name: 'apiKeyToo', title: 'API key in clear', about: 'beside the signature' },
];

/** These are no switches but numbers that stay. */
const AMOUNTS: ReadonlySet<string> = new Set(['duplicate', 'lateMs', 'slowApiMs']);

export function faultsSection(state: SandboxState): Html {
  const controls = FAULTS.map(({ name, title, about }) => {
    const value = state.faults[name];
    if (!AMOUNTS.has(name)) {
      const left = typeof value === 'number' && value > 0 && html` (${value} more)`;
      return html`<form data-send="PUT sandbox/faults" class="fault">
        <label
          ><input type="checkbox" name="${name}" ${Boolean(value) && html`checked`} data-now />
          ${title}${left}</label
        >
        <small>${about}</small>
      </form>`;
    }
    return html`<form data-send="PUT sandbox/faults" class="fault">
      <label
        >${title} <input type="number" min="0" name="${name}" value="${String(value)}" data-number data-now
      /></label>
      <small>${about}</small>
    </form>`;
  });
  const offline = state.assets.map(({ code }) => {
    const isOff = state.faults.offlineCoins.includes(code);
    return html`<label
      ><input
        type="checkbox"
        name="offlineCoins"
        value="${code}"
        ${isOff && html`checked`}
        data-now
        data-list
      />
      ${code}</label
    >`;
  });
  return section('faults', 'What goes wrong', undefined, [
    html`<div class="faults">
        ${controls}
        <form data-send="PUT sandbox/faults" class="fault">
          <fieldset>
            <legend>Offline coins</legend>
            ${offline}
          </fieldset>
        </form>
      </div>
      <form data-send="DELETE sandbox/faults"><button>Switch all off</button></form>`,
  ]);
}

export function walletsSection(state: SandboxState, wallets: readonly WalletView[]): Html {
  return section('wallets', 'Wallets', undefined, [
    table(
      ['Wallet', 'Address', ...state.assets.map(({ code }) => code)],
      wallets.map((wallet) => [
        html`<b>${wallet.name}</b><small>${wallet.role}</small>`,
        address(wallet.address),
        ...state.assets.map(
          ({ code, decimals }) =>
            html`<span class="amount"
              >${grouped(formatAmount(fromBase(BigInt(wallet.balances[code] ?? '0'), decimals)))}</span
            >`,
        ),
      ]),
    ),
  ]);
}

function section(id: string, title: string, count: number | undefined, content: readonly Html[]): Html {
  return html`<section id="${id}" data-live="${id}">
    <h2>${title}${count !== undefined && count > 0 && html` <span class="count">${count}</span>`}</h2>
    ${content}
  </section>`;
}

function table(heads: readonly string[], rows: readonly (readonly (Html | string | number)[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, index) => html`<td data-label="${heads[index]}"><div>${cell}</div></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function pill(tones: Record<string, [Tone, string]>, status: string): Html {
  const [tone, icon] = tones[status] ?? ['calm', '–'];
  return html`<span class="pill ${tone}"
    ><span aria-hidden="true">${icon}</span> ${status.replace('_', ' ').toLowerCase()}</span
  >`;
}

function address(text: string): Html {
  return html`<button class="address" data-copy="${text}" title="${text}" dir="ltr">
    ${shorten(text, 14)}
  </button>`;
}

function empty(text: string): Html {
  return html`<p class="empty">${text}</p>`;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = Math.floor((length - 1) / 2);
  return `${text.slice(0, half + 1)}…${text.slice(-half)}`;
}

function grouped(amount: string): string {
  const [whole = '0', fraction] = amount.split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction ? `${text}.${fraction.slice(0, 4)}` : text;
}

function day(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}
