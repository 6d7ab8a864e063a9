import { describe, expect, it } from '@jest/globals';
import { waitsFor } from './dispute.policy.ts';
import { DISPUTE_STATUSES, type DisputeStatus } from './dispute.process.ts';

const [BUYER, SELLER, MEDIATOR] = ['b', 's', 'm'];
const dispute = (status: DisputeStatus, changes: Partial<Parameters<typeof waitsFor>[0]> = {}) => ({
  status,
  buyerId: BUYER,
  sellerId: SELLER,
  mediatorId: MEDIATOR,
  opener: 'buyer' as const,
  withdrawalBy: null,
  splits: [],
  proposalAccepted: [],
  proposalDeclined: [],
  appealWaived: [],
  ...changes,
});
const turns = (...input: Parameters<typeof dispute>) =>
  [BUYER, SELLER, MEDIATOR, 'x'].filter((id) => waitsFor(dispute(...input), id));

describe('whose turn it is', () => {
  it.each([
    ['opened', []],
    ['awaiting_response', [SELLER]],
    ['negotiation', []],
    ['mediation', [MEDIATOR]],
    ['proposed', [BUYER, SELLER]],
    ['ruled', [BUYER, SELLER]],
    ['appealed', [MEDIATOR]],
    ['settled', []],
    ['final', []],
    ['withdrawn', []],
  ] as const)('in %s', (status, expected) => {
    expect(turns(status)).toEqual(expected);
  });

  it('is known for every status', () => {
    for (const status of DISPUTE_STATUSES) expect(turns(status)).not.toContain('x');
  });

  it('is the other party’s than whose split or withdrawal is open, while there is no outcome', () => {
    const split = { splits: [{ by: 'seller', status: 'open' }] } as const;
    expect(turns('negotiation', split)).toEqual([BUYER]);
    expect(turns('settled', split)).toEqual([]);
    expect(turns('negotiation', { splits: [{ by: 'seller', status: 'replaced' }] })).toEqual([]);
    expect(turns('negotiation', { withdrawalBy: 'buyer' })).toEqual([SELLER]);
    expect(turns('withdrawn', { withdrawalBy: 'buyer' })).toEqual([]);
  });

  it('is nobody’s who has answered, and the mediator’s from when somebody has declined until the ruling', () => {
    expect(turns('proposed', { proposalAccepted: ['buyer'] })).toEqual([SELLER]);
    expect(turns('proposed', { proposalDeclined: ['buyer'] })).toEqual([SELLER, MEDIATOR]);
    expect(turns('ruled', { proposalDeclined: ['buyer'] })).toEqual([BUYER, SELLER]);
    expect(turns('ruled', { appealWaived: ['seller'] })).toEqual([BUYER]);
  });
});
