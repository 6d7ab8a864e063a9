import { Stack } from '../testing/stack.ts';
import { until } from '../testing/until.ts';
import { Recorder } from './recorder.ts';
import { webhookCases } from './webhook-cases.ts';
import type { ApiExchange, CallbackExchange, Keys, WebhookCase } from './shapes.ts';

/** Known to everybody who tests with these exchanges; no running gateway uses them. */
export const KEYS: Keys = {
  apiKey: 'exchange-api-key-2c1f',
  previousApiKey: 'exchange-api-key-before-9a40',
  webhookSecret: 'exchange-webhook-secret-77d3',
  payoutUsername: 'exchange-payouts',
  payoutPassword: 'exchange-payout-password-51be',
  timestamp: 1_783_000_000,
  callbackUrl: 'http://127.0.0.1:5001/api/payment/shkeeper/webhook',
};

const MNEMONIC = 'the phrase of the recorded exchanges, used nowhere else';
const DESTINATION = '0x90F79bf6EB2c4f870365E785982E1f101E93b906';

export interface Exchanges {
  keys: Keys;
  api: ApiExchange[];
  callbacks: CallbackExchange[];
  webhookCases: WebhookCase[];
}

/** Plays one story on a new chain and gives back all that was said in it. */
export async function recordExchanges(): Promise<Exchanges> {
  const stack = await Stack.start();
  try {
    await stack.gateway({
      mnemonic: MNEMONIC,
      apiKey: KEYS.apiKey,
      payoutUsername: KEYS.payoutUsername,
      payoutPassword: KEYS.payoutPassword,
      unconfirmedCallbacks: true,
      payoutCallbacks: true,
    });
    const recorder = new Recorder(stack, KEYS);
    await invoices(stack, recorder);
    await payIns(stack, recorder);
    await payouts(stack, recorder);
    await newerPayouts(stack, recorder);
    const sample = recorder.callbacks.find(({ name }) => name === 'paid');
    if (!sample) throw new Error('The story has no paid invoice.');
    const { api, callbacks } = recorder;
    return { keys: KEYS, api, callbacks, webhookCases: webhookCases(KEYS, sample) };
  } finally {
    await stack.stop();
  }
}

const invoicePath = '/ETH-USDT/payment_request';

async function invoices(stack: Stack, recorder: Recorder): Promise<void> {
  const callback_url = stack.receiver.url;
  const body = { external_id: 'payment-1', fiat: 'USD', amount: '100', callback_url };
  const post = (extra: object) => ({ method: 'POST', path: invoicePath, ...extra }) as const;
  await recorder.call('coins', 'Needs no key.', 'none', { method: 'GET', path: '/crypto' });
  stack.running.gateway.faults.set({ offlineCoins: ['ETH-USDC'] });
  const about = 'A coin whose node is away is left out.';
  await recorder.call('coins, one offline', about, 'none', { method: 'GET', path: '/crypto' });
  stack.running.gateway.faults.reset();
  await recorder.call('new invoice', 'The amount carries the markup of 2 %.', 'api-key', post({ body }));
  const again = 'Id and address stay, the amount is rewritten.';
  await recorder.call('invoice again', again, 'api-key', post({ body: { ...body, amount: '120.55' } }));
  await recorder.call('invoice as it was', again, 'api-key', post({ body }));
  await recorder.call('no key', 'Errors are HTTP 200.', 'none', post({ body }));
  await recorder.call('wrong key', 'Errors are HTTP 200.', 'wrong-api-key', post({ body }));
  const unknown = { method: 'POST', path: '/DOGE/payment_request', body } as const;
  await recorder.call('unknown coin', 'Errors are HTTP 200.', 'api-key', unknown);
  await recorder.call(
    'missing field',
    'With a traceback, never to be shown.',
    'api-key',
    post({ body: { fiat: 'USD' } }),
  );
  const noNumber = { ...body, amount: 'ten' };
  await recorder.call('amount that is no number', 'With a traceback.', 'api-key', post({ body: noNumber }));
  const noRate = { ...body, fiat: 'XYZ' };
  await recorder.call('unknown fiat', 'With a traceback.', 'api-key', post({ body: noRate }));
  await recorder.call(
    'malformed JSON',
    'HTTP 500 with a page.',
    'api-key',
    post({ text: '{"external_id":' }),
  );
  const quote = { method: 'POST', path: '/ETH/quote', body: { fiat: 'USD', amount: '100' } } as const;
  await recorder.call('quote', 'Makes no invoice.', 'api-key', quote);
  await recorder.call('quote without amount', 'HTTP 200.', 'api-key', { ...quote, body: { fiat: 'USD' } });
  await recorder.call('unpaid invoice', 'No transactions yet.', 'api-key', {
    method: 'GET',
    path: '/invoices/payment-1',
  });
  const nothing = { method: 'GET', path: '/invoices/nobody-knows-this' } as const;
  await recorder.call('unknown invoice', 'An empty list, not an error.', 'api-key', nothing);
}

async function payIns(stack: Stack, recorder: Recorder): Promise<void> {
  const isPayment = (body: Record<string, unknown>): boolean => 'transactions' in body;
  const isUnconfirmed = (body: Record<string, unknown>): boolean => body.status === 'unconfirmed';
  const wallet = stack.running.gateway.invoices.byExternalId('payment-1').at(0)?.address ?? '';
  const clear = (): void => void stack.receiver.received.splice(0);

  await stack.pay({ externalId: 'payment-1', amount: '100' });
  await recorder.callback(
    'unconfirmed',
    'At first sight; never funds anything.',
    'unconfirmed',
    isUnconfirmed,
  );
  await recorder.callback('paid', 'The price without the markup is enough for PAID.', 'payment', isPayment);
  await recorder.call('paid invoice', 'A hint, not proof.', 'api-key', {
    method: 'GET',
    path: '/invoices/payment-1',
  });
  const at = { method: 'GET', path: `/transactions/ETH-USDT/${wallet}` } as const;
  await recorder.call('transactions of an address', 'The same entries.', 'api-key', at);

  await stack.invoice('payment-2', '100');
  await stack.pay({ externalId: 'payment-2', amount: '40' });
  await recorder.callback('partial', 'Less than 95 per cent.', 'payment', isPayment);
  await stack.pay({ externalId: 'payment-2', amount: '60.5' });
  const second = 'Two transactions; the trigger is the second.';
  await recorder.callback('paid by a second transaction', second, 'payment', isPayment);

  await stack.invoice('payment-3', '100');
  stack.receiver.usual = 500;
  await stack.pay({ externalId: 'payment-3', amount: '40' });
  await stack.pay({ externalId: 'payment-3', amount: '60' });
  const payment3 = () => stack.running.gateway.invoices.byExternalId('payment-3').at(0);
  await until('both parts', () => payment3()?.status === 'PAID');
  clear();
  stack.receiver.usual = 202;
  const isFirst = (body: Record<string, unknown>): boolean =>
    isPayment(body) && (body.transactions as { trigger: boolean }[])[0]?.trigger === true;
  const outage = 'PARTIAL never arrived: the body is built when it is sent.';
  await recorder.callback('first part, told after an outage', outage, 'payment', isFirst);
  await until('rest', () => stack.running.gateway.callbacks.all().every((one) => one.state !== 'waiting'));
  clear();

  await stack.invoice('payment-4', '100');
  await stack.pay({ externalId: 'payment-4', amount: '110' });
  await recorder.callback('overpaid', '105 per cent or more.', 'payment', isPayment);

  await stack.invoice('payment-5', '100');
  await stack.pay({ externalId: 'payment-5', asset: 'ETH', amount: '0.05' });
  const ether = 'Ether sent to a USDT invoice: OVERPAID with a balance of "0".';
  await recorder.callback('wrong coin', ether, 'payment', isPayment);
  await recorder.call('invoice paid in the wrong coin', ether, 'api-key', {
    method: 'GET',
    path: '/invoices/payment-5',
  });
}

async function payouts(stack: Stack, recorder: Recorder): Promise<void> {
  const { faults } = stack.running.gateway;
  const request = (external_id: string, amount = '12.5') => {
    const body = {
      amount,
      destination: DESTINATION,
      fee: '1',
      external_id,
      callback_url: stack.receiver.url,
    };
    return { method: 'POST', path: '/ETH-USDT/payout', body } as const;
  };
  const task = (id: unknown) => ({ method: 'GET', path: `/ETH-USDT/task/${String(id)}` }) as const;
  const status = (id: string) =>
    ({ method: 'GET', path: `/ETH-USDT/payout/status?external_id=${id}` }) as const;
  const taskEnds = async (id: unknown): Promise<void> => {
    await until('the end of a task', () => {
      const found = stack.running.gateway.payouts.tasks().find((one) => one.id === id);
      return found !== undefined && found.status !== 'PENDING';
    });
  };

  const signIn = 'A page to sign in; do not follow.';
  await recorder.call('payout without a password', signIn, 'none', request('payout-0'));
  await recorder.call('payout with the API key', signIn, 'api-key', request('payout-0'));
  const { task_id: id } = await recorder.call(
    'payout',
    'Taken into the queue.',
    'basic',
    request('payout-1'),
  );
  await taskEnds(id);
  await recorder.call('task that succeeded', 'The transfer is in the result.', 'basic', task(id));
  await recorder.callback('payout', 'Only SUCCESS is ever sent.', 'payout', (body) => 'payout_id' in body);
  await recorder.call('payout that succeeded', 'By external id.', 'api-key', status('payout-1'));
  await recorder.call(
    'balance',
    'What its wallet holds, swept already. All amounts are strings.',
    'api-key',
    {
      method: 'GET',
      path: '/ETH-USDT/balance',
    },
  );
  const pending = task('00000000-0000-4000-8000-00000000ffff');
  await recorder.call('task that waits', 'One that nobody knows looks the same.', 'basic', pending);
  await recorder.call(
    'payout once more',
    'A known external id is an HTTP 500.',
    'basic',
    request('payout-1'),
  );
  await recorder.call('unknown payout', 'HTTP 404.', 'api-key', status('payout-unknown'));

  faults.set({ refusedPayout: 1 });
  await recorder.call('payout refused', 'HTTP 200, no task.', 'basic', request('payout-2'));
  await recorder.call('status of a refused payout', 'It stays so for ever.', 'api-key', status('payout-2'));

  faults.set({ halfFailedPayout: 1 });
  const half = await recorder.call('payout that will half fail', 'Looks good.', 'basic', request('payout-3'));
  await taskEnds(half.task_id);
  await recorder.call(
    'task with a failed transfer',
    'SUCCESS with an error inside.',
    'basic',
    task(half.task_id),
  );
  await recorder.call('status of a half-failed payout', 'It stays so.', 'api-key', status('payout-3'));

  const much = await recorder.call(
    'payout of too much',
    'Looks good.',
    'basic',
    request('payout-4', '9000000'),
  );
  await taskEnds(much.task_id);
  await recorder.call('task that failed', 'A sentence in the result.', 'basic', task(much.task_id));
  await recorder.call('status of a failed payout', 'FAIL.', 'api-key', status('payout-4'));

  faults.set({ slowPayout: 1 });
  const slow = 'The wallet needs longer than 10 s: it pays all the same.';
  await recorder.call('payout answered too late', slow, 'basic', request('payout-5'));
  await recorder.call(
    'status of a payout answered too late',
    'HTTP 404 though paid.',
    'api-key',
    status('payout-5'),
  );
  const text = { method: 'POST', path: '/ETH-USDT/payout', text: 'no JSON' } as const;
  await recorder.call('malformed payout', 'HTTP 500 with a page.', 'basic', text);
  await until('all tasks', () =>
    stack.running.gateway.payouts.tasks().every((one) => one.status !== 'PENDING'),
  );
}

async function newerPayouts(stack: Stack, recorder: Recorder): Promise<void> {
  const { faults } = stack.running.gateway;
  const request = (external_id: string) => {
    const body = { amount: '1', destination: DESTINATION, fee: '1', external_id };
    return { method: 'POST', path: '/ETH-USDT/payout', body } as const;
  };
  const status = (id: string) =>
    ({ method: 'GET', path: `/ETH-USDT/payout/status?external_id=${id}` }) as const;
  faults.set({ reservesFirst: true, refusedPayout: 1 });
  const refused = 'Newer versions record first: HTTP 400.';
  await recorder.call('payout refused by a newer version', refused, 'basic', request('payout-6'));
  await recorder.call(
    'status of a payout refused by a newer version',
    'FAIL at once.',
    'api-key',
    status('payout-6'),
  );
  await recorder.call('payout once more, newer version', 'HTTP 409.', 'basic', request('payout-6'));
  faults.set({ slowPayout: 1 });
  await recorder.call(
    'payout answered too late by a newer version',
    'HTTP 500.',
    'basic',
    request('payout-7'),
  );
  await until('all tasks', () =>
    stack.running.gateway.payouts.tasks().every((one) => one.status !== 'PENDING'),
  );
  await recorder.call(
    'status of a payout answered too late by a newer version',
    'Recorded, though not linked.',
    'api-key',
    status('payout-7'),
  );
  faults.reset();
}
