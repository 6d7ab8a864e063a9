import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DisputeStatus } from '@/actions/disputes';
import {
  isOver,
  leastNet,
  openSplitOf,
  SILENCES,
  silenceOf,
  stageOf,
  STAGES,
  turnOf,
  wishesOf,
  withdrawalPart,
  type PartyDispute,
} from './dispute-state';

type Facts = Parameters<typeof stageOf>[0];
const mediator = { id: 'm'.repeat(24), name: 'Mina' };
const proposal = (acceptedBy: ('buyer' | 'seller')[], declinedBy: ('buyer' | 'seller')[] = []) =>
  ({ acceptedBy, declinedBy }) as unknown as PartyDispute['proposal'];
const at = (status: DisputeStatus, changes: Partial<Facts> = {}): Facts => ({
  status,
  viewerRole: 'buyer',
  opener: 'buyer',
  mediator: null,
  proposal: null,
  appealWaivedBy: [],
  ...changes,
});

const api = JSON.parse(readFileSync(path.join(__dirname, '../../../../docs/api/openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, { enum?: DisputeStatus[] }> };
};

describe('where a dispute stands', () => {
  it('is known for every status of the API, and every stage is reached', () => {
    const reached = new Set(
      (api.components.schemas['DisputeStatus']?.enum ?? []).flatMap((status) =>
        (['buyer', 'seller'] as const).flatMap((viewerRole) =>
          [null, mediator].flatMap((who) =>
            [proposal([]), proposal(['buyer']), proposal([], ['seller'])].map((made) =>
              stageOf(at(status, { viewerRole, mediator: who, proposal: made, appealWaivedBy: ['seller'] })),
            ),
          ),
        ),
      ),
    );
    expect([...reached].sort()).toEqual([...STAGES].sort());
  });

  it.each([
    ['the opener waits for the answer', at('awaiting_response'), 'answerTheirs', 'other'],
    ['the other side answers', at('awaiting_response', { viewerRole: 'seller' }), 'answerYours', 'you'],
    ['both look for a way', at('negotiation'), 'negotiation', 'both'],
    ['nobody has taken it', at('mediation'), 'queue', 'mediator'],
    ['a mediator has', at('mediation', { mediator }), 'mediation', 'mediator'],
    [
      'a proposal is to be answered',
      at('proposed', { proposal: proposal(['seller']) }),
      'proposalYours',
      'you',
    ],
    ['it was accepted', at('proposed', { proposal: proposal(['buyer']) }), 'proposalTheirs', 'other'],
    [
      'somebody declined',
      at('proposed', { proposal: proposal(['buyer'], ['seller']) }),
      'proposalDeclined',
      'mediator',
    ],
    ['one may appeal', at('ruled'), 'rulingYours', 'you'],
    ['one does without', at('ruled', { appealWaivedBy: ['buyer'] }), 'rulingTheirs', 'other'],
    ['nobody has the appeal', at('appealed'), 'appealQueue', 'mediator'],
    ['it is settled', at('settled'), 'settled', 'nobody'],
    ['it is final', at('final'), 'final', 'nobody'],
    ['it was withdrawn', at('withdrawn'), 'withdrawn', 'nobody'],
  ] as const)('when %s', (_what, facts, stage, turn) => {
    expect(stageOf(facts)).toBe(stage);
    expect(turnOf(stage, false)).toBe(turn);
    expect(isOver(stage)).toBe(turn === 'nobody');
  });
});

it('is the reader’s turn as well while the other side’s offer waits for an answer', () => {
  expect(turnOf('appealQueue', true)).toBe('mediatorAndYou');
  expect(turnOf('rulingTheirs', true)).toBe('both');
  expect(turnOf('rulingYours', true)).toBe('you');
  expect(turnOf('negotiation', true)).toBe('both');
});

it('explains each timer of a dispute, and none that it does not know', () => {
  for (const action of SILENCES) expect(silenceOf({ deadline: { action, at: '' } })).toBe(action);
  expect(silenceOf({ deadline: { action: 'somethingNew', at: '' } })).toBeNull();
  expect(silenceOf({ deadline: null })).toBeNull();
});

it('finds the split that is open, not one that was replaced', () => {
  const splits = [
    { id: '1', by: 'buyer', status: 'replaced' },
    { id: '2', by: 'seller', status: 'open' },
    { id: '3', by: 'buyer', status: 'open' },
  ] as unknown as PartyDispute['splits'];
  expect(openSplitOf({ splits }, 'buyer')?.id).toBe('3');
  expect(openSplitOf({ splits: splits.slice(0, 1) }, 'buyer')).toBeUndefined();
});

it('lets only the other side agree to a withdrawal', () => {
  const part = (withdrawalOfferedBy: 'buyer' | 'seller' | null, abilities: PartyDispute['abilities']) =>
    withdrawalPart({ withdrawalOfferedBy, viewerRole: 'buyer', abilities });
  expect(part(null, [])).toBeNull();
  expect(part('buyer', ['declineWithdrawal'])).toEqual({ yours: true, canAgree: false, canClose: true });
  expect(part('seller', ['withdraw', 'declineWithdrawal'])).toEqual({
    yours: false,
    canAgree: true,
    canClose: true,
  });
});

it('asks nobody to wish for their own loss', () => {
  expect(wishesOf('buyer')).not.toContain('release');
  expect(wishesOf('seller')).not.toContain('refund');
});

it('takes the fee off the seller’s least only', () => {
  const net = (base: bigint) => base - 2n;
  expect(leastNet('buyer', 10n, net)).toBe(10n);
  expect(leastNet('seller', 10n, net)).toBe(8n);
});
