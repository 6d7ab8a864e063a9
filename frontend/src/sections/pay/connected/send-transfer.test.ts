import type { Payment } from '@/actions/payment';
import { PaymentChanged, sendTransfer } from './send-transfer';
import { nextMark, TransferAlreadyAsked, type TransferMark } from './transfer-mark';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const TXID = `0x${'ab'.repeat(32)}`;
const money = (amount: string) => ({ amount, asset: 'ETH-USDT' });
const payment: Payment = {
  id: 'p1',
  requestId: 'r1',
  contractId: 'c1',
  providerPaymentId: 'p1',
  status: 'pending',
  asset: {
    code: 'ETH-USDT',
    symbol: 'USDT',
    name: 'Tether USD',
    network: 'Ethereum',
    chainId: 1,
    contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
    decimals: 6,
    confirmations: 3,
    stable: true,
    explorerUrl: null,
  },
  price: { amount: '20050', currency: 'USD' },
  address: '0xb2aF74d033CcF2E7150aD81D42B41CC316dd5AB1',
  expected: money('200500000'),
  received: money('0'),
  missing: money('200500000'),
  credit: { amount: '0', asset: 'ETH-USDT' },
  kept: { amount: '0', asset: 'ETH-USDT' },
  less: null,
  revalued: null,
  abilities: [],
  rate: '1',
  rateLockedUntilAt: '2026-03-01T12:30:00Z',
  confirmations: { seen: 0, required: 3 },
  paymentUri: null,
  deposits: [],
  payBefore: null,
  createdAt: '2026-03-01T11:59:00Z',
  updatedAt: '2026-03-01T11:59:00Z',
};

/** A wallet and the mark that its transfers leave. */
function scene(ask: () => Promise<string>, fresh: Payment = payment, before: TransferMark | null = null) {
  const seen = { mark: before, asked: 0, reported: [] as string[] };
  const send = () =>
    sendTransfer({
      payment,
      now: NOW,
      readAgain: () => Promise.resolve(fresh),
      ask: () => {
        seen.asked += 1;
        return ask();
      },
      mark: (event) => {
        seen.mark = nextMark(seen.mark, event);
      },
      report: (txid) => {
        seen.reported.push(txid);
      },
    });
  return { seen, send };
}

const answers = () => Promise.resolve(TXID);
const fails = (facts: object) => () => Promise.reject(Object.assign(new Error('no'), facts));

it('remembers what the wallet has sent', async () => {
  const { seen, send } = scene(answers);
  await send();
  expect(seen.mark).toEqual({ state: 'sent', amount: '200500000', txid: TXID });
  expect(seen.reported).toEqual([TXID]);
});

it('asks the wallet once, however often it is pressed', async () => {
  const { seen, send } = scene(answers);
  const outcomes = await Promise.allSettled([send(), send(), send()]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(send()).rejects.toThrow(TransferAlreadyAsked);
  expect(seen.asked).toBe(1);
});

it('is marked before the wallet is asked, so that a closed page remembers it', async () => {
  const { seen, send } = scene(() => {
    expect(seen.mark).toEqual({ state: 'asked', amount: '200500000' });
    return answers();
  });
  await send();
});

it('may be tried again after a refusal', async () => {
  const { seen, send } = scene(fails({ code: 4001 }));
  await expect(send()).rejects.toThrow('no');
  expect(seen.mark).toBeNull();
});

it('stays open when the wallet’s answer got lost', async () => {
  const { seen, send } = scene(fails({}));
  await expect(send()).rejects.toThrow('no');
  expect(seen.mark).toEqual({ state: 'asked', amount: '200500000' });
  await expect(send()).rejects.toThrow(TransferAlreadyAsked);
});

it('tops up after its first transfer arrived as a part', async () => {
  const deposit = { id: 'd1', txid: TXID, money: money('1'), status: 'confirmed' as const };
  const deposits = [{ ...deposit, confirmations: 3, detectedAt: NOW.toString(), explorerUrl: null }];
  const first: TransferMark = { state: 'sent', amount: '1', txid: TXID };
  const { seen, send } = scene(answers, { ...payment, status: 'underpaid', deposits }, first);
  await send();
  expect(seen.asked).toBe(1);
});

it.each<[string, Partial<Payment>]>([
  ['another amount is missing', { missing: money('150000000') }],
  ['the address is another one', { address: payment.asset.contract }],
  ['money is on its way already', { status: 'detected' }],
  ['it is paid', { status: 'completed', missing: money('0') }],
])('sends nothing when %s meanwhile', async (_what, changes) => {
  const { seen, send } = scene(answers, { ...payment, ...changes });
  await expect(send()).rejects.toThrow(PaymentChanged);
  expect(seen).toEqual({ mark: null, asked: 0, reported: [] });
});
