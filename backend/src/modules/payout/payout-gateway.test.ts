import { describe, expect, test } from '@jest/globals';
import { centsAtRate } from '../integration/index.ts';
import { combine } from './payout-gateway.ts';

test.each([
  [12_500_000n, 6, '1', 1250],
  [1n, 6, '1', 0],
  [200_000_000_000_000_000n, 18, '2500', 50_000],
  [1_000_000_000_000_000_000n, 18, '2500.55', 250_055],
])('%p base units with %p decimals at %p are %p cents', (amount, decimals, rate, cents) => {
  expect(centsAtRate(amount, decimals, rate)).toBe(cents);
});

describe('the two records of the gateway, together', () => {
  const status = (value: string, txid: string | null = null) => ({ external_id: 'p', status: value, txid });
  const task = (value: string, result: unknown = null) => ({ status: value, result }) as never;
  const paid = [{ status: 'success', txids: ['0xa'] }];
  const failed = [{ status: 'error', txids: [], message: 'execution reverted\nTraceback' }];

  test.each([
    ['nothing known', null, null, { state: 'waiting' }],
    ['in progress', status('IN_PROGRESS'), task('PENDING'), { state: 'waiting' }],
    [
      'paid, not final',
      status('IN_PROGRESS', '0xa'),
      task('SUCCESS', paid),
      { state: 'transfer', txid: '0xa', done: false },
    ],
    [
      'final',
      status('SUCCESS', '0xa'),
      task('SUCCESS', paid),
      { state: 'transfer', txid: '0xa', done: true },
    ],
    ['only the task tells', null, task('SUCCESS', paid), { state: 'transfer', txid: '0xa', done: false }],
    [
      'half failed',
      status('IN_PROGRESS'),
      task('SUCCESS', failed),
      { state: 'not_made', reason: 'the transfer failed: execution reverted' },
    ],
    [
      'failed',
      status('FAIL'),
      task('FAILURE', 'not enough\nTraceback'),
      { state: 'not_made', reason: 'the gateway says that it failed' },
    ],
    [
      'failed, but paid',
      status('FAIL', '0xa'),
      task('FAILURE', 'late'),
      { state: 'transfer', txid: '0xa', done: false },
    ],
    ['success without a transfer', status('SUCCESS'), task('SUCCESS', null), { state: 'waiting' }],
  ])('%s', (_what, given, work, expected) => {
    expect(combine(given, work)).toEqual(expected);
  });
});
