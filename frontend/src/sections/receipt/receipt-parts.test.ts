import type { ReceiptEntry } from '@/actions/books';
import { movedBy, postingWord, proofOf, roleWord } from './receipt-parts';

const linked = { index: 1, at: '2026-03-01T00:00:00.000Z', hash: 'a'.repeat(64) };
const side = (which: 'debit' | 'credit', amount: string) => ({
  account: 'escrow:a:b',
  side: which,
  asset: 'ETH-USDT',
  amount,
});

describe('what an entry of a receipt moved', () => {
  it('is one side of a posting, exactly', () => {
    const posting: ReceiptEntry = {
      ...linked,
      kind: 'posting',
      data: {
        key: 'settle:a:b',
        event: 'release',
        milestoneId: null,
        entries: [
          side('debit', '9007199254740993'),
          side('credit', '9007199254740990'),
          side('debit', '2'),
          side('credit', '5'),
        ],
      },
    };
    expect(movedBy(posting)).toEqual({ asset: 'ETH-USDT', amount: '9007199254740995' });
  });

  it('is nothing for a step', () => {
    const data = { action: 'start', from: 'funded', to: 'in_delivery', by: 'seller' } as const;
    expect(movedBy({ ...linked, kind: 'step', data })).toBeNull();
  });
});

describe('what an entry can be checked by', () => {
  it('is the transaction, or the hash that the evidence of a dispute ends with', () => {
    const step = {
      disputeId: 'd'.repeat(24),
      milestoneId: 'm'.repeat(24),
      action: 'settle',
      status: 'settled',
      by: 'buyer',
    } as const;
    const evidence = { pieces: 3, head: 'e'.repeat(64) };
    expect(proofOf({ ...linked, kind: 'dispute', data: { ...step, evidence } })).toBe(evidence.head);
    expect(proofOf({ ...linked, kind: 'dispute', data: step })).toBeNull();
  });
});

describe('the words of a receipt', () => {
  it('are those there are, and a plain one for what is newer', () => {
    expect(postingWord('release')).toBe('release');
    expect(postingWord('something_new')).toBe('other');
    expect(roleWord('mediator')).toBe('mediator');
    expect(roleWord('somebody')).toBeNull();
  });
});
