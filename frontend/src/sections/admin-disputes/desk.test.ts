import type { Dispute } from '@/actions/disputes';
import { decisionOf, startOf, waitingOf } from './case-state';
import { addressOf, filterOf, isFiltered, searchOf } from './desk-filter';

const read = (text: string) => addressOf(new URLSearchParams(text));

describe('the address of the desk', () => {
  it('begins with what nobody has taken', () => {
    expect(read('')).toEqual({ queue: 'unassigned', status: null, age: null });
    expect(searchOf(read(''))).toBe('');
  });

  it('comes back as it was', () => {
    for (const search of [
      '?queue=mine',
      '?queue=all&status=ruled',
      '?status=mediation&age=7',
      '?queue=appeals&age=30',
    ]) {
      expect(searchOf(read(search))).toBe(search);
    }
  });

  it('leaves out what it does not know', () => {
    expect(read('queue=yours&status=lost&age=5')).toEqual({ queue: 'unassigned', status: null, age: null });
  });

  it('asks the API for nothing that goes without saying', () => {
    expect(filterOf(read('queue=all'))).toEqual({});
    expect(filterOf(read('queue=mine&status=ruled&age=14'))).toEqual({
      queue: 'mine',
      status: 'ruled',
      minAgeDays: 14,
    });
    expect(isFiltered(read('queue=mine'))).toBe(false);
    expect(isFiltered(read('age=3'))).toBe(true);
  });
});

describe('a case', () => {
  const dispute = (changes: object) =>
    ({
      status: 'mediation',
      held: { amount: '101', asset: 'ETH-USDT' },
      mediator: null,
      viewerRole: 'admin',
      abilities: [],
      proposal: null,
      ruling: null,
      ...changes,
    }) as unknown as Dispute;
  const made = (amount: string) => ({ division: { buyerGets: { amount } } });

  it('asks for the decision that its mediator may make', () => {
    expect(decisionOf(dispute({ abilities: ['addNote', 'propose'] }))).toBe('propose');
    expect(decisionOf(dispute({ abilities: ['rule'] }))).toBe('rule');
    expect(decisionOf(dispute({ abilities: ['decideAppeal'] }))).toBe('decideAppeal');
    expect(decisionOf(dispute({ abilities: ['assign'] }))).toBeNull();
  });

  it('begins a decision where the last one ended', () => {
    expect(startOf(dispute({}))).toBe(50n);
    expect(startOf(dispute({ proposal: made('7') }))).toBe(7n);
    expect(startOf(dispute({ proposal: made('7'), ruling: made('9') }))).toBe(9n);
  });

  it('says why there is nothing to decide', () => {
    const mediator = { id: 'm', name: 'Mina' };
    expect(waitingOf(dispute({ status: 'negotiation' }))).toBe('parties');
    expect(waitingOf(dispute({ abilities: ['assign'] }))).toBe('nobody');
    expect(waitingOf(dispute({ status: 'appealed' }))).toBe('ownRuling');
    expect(waitingOf(dispute({ mediator }))).toBe('somebody');
    expect(waitingOf(dispute({ status: 'proposed', mediator, viewerRole: 'mediator' }))).toBe('answers');
    expect(waitingOf(dispute({ status: 'ruled', mediator }))).toBe('appeal');
    expect(waitingOf(dispute({ status: 'final' }))).toBe('over');
  });
});
