import type { Deal, Milestone, RequestAction } from '@/actions/deal';
import en from '@/locales/en/deal.json';
import {
  actBy,
  DEAL_STATES,
  focusOf,
  menuOf,
  milestoneTo,
  narrowTo,
  primaryOf,
  proposalPart,
  SILENCES,
  spokenOf,
  stateOf,
  sumOf,
  totalOf,
} from './deal-state';

const asset = 'ETH-USDT';
const money = (amount: string) => ({ amount, asset });

function milestone(status: Milestone['status'], fields: Partial<Milestone> = {}): Milestone {
  return {
    id: '1'.repeat(24),
    title: 'All',
    price: { amount: '50000', currency: 'USD' },
    status,
    held: money('500000000'),
    sellerGets: money('487500000'),
    fee: money('12500000'),
    dueAt: '2026-12-01T00:00:00.000Z',
    inspectionEndsAt: null,
    deliveries: [],
    changeRequests: [],
    changeRoundsLeft: 3,
    deliveryDays: 10,
    turn: 'seller',
    deadline: null,
    abilities: [],
    ...fields,
  };
}

type View = Pick<Deal, 'status' | 'turn' | 'viewerRole' | 'abilities' | 'money' | 'proposal'>;
const view = (fields: Partial<View>): View => ({
  status: 'funded',
  turn: 'seller',
  viewerRole: 'buyer',
  abilities: [],
  money: [],
  proposal: null,
  ...fields,
});

describe('what the page says', () => {
  it('tells a payment on its way from one that is still to be made', () => {
    expect(stateOf({ status: 'awaiting_payment', turn: 'buyer' })).toBe('awaiting_payment');
    expect(stateOf({ status: 'awaiting_payment', turn: 'gateway' })).toBe('confirming');
  });

  it.each(DEAL_STATES)('has sentences of its own for buyer and seller while %s', (state) => {
    const { buyer, seller } = en.now[state];
    for (const text of [buyer.title, buyer.body, seller.title, seller.body]) expect(text).toMatch(/\w/);
    expect(`${buyer.title} ${buyer.body}`).not.toBe(`${seller.title} ${seller.body}`);
  });

  it.each(SILENCES)('says to both what %s does when nobody acts', (silence) => {
    expect(en.silence[silence].buyer).toMatch(/\.$/);
    expect(en.silence[silence].seller).toMatch(/\.$/);
  });
});

describe('abilities → buttons', () => {
  it.each<[string, Partial<View>, ReturnType<typeof primaryOf>]>([
    ['the buyer pays', { status: 'awaiting_payment', turn: 'buyer', abilities: ['abandon'] }, 'pay'],
    ['the buyer looks at a payment on its way', { status: 'awaiting_payment', turn: 'gateway' }, 'payment'],
    [
      'the seller waits for payment',
      { status: 'awaiting_payment', turn: 'buyer', viewerRole: 'seller' },
      null,
    ],
    ['the seller starts', { viewerRole: 'seller', abilities: ['start', 'decline', 'deliver'] }, 'start'],
    [
      'the seller delivers',
      { status: 'in_delivery', viewerRole: 'seller', abilities: ['deliver'] },
      'deliver',
    ],
    [
      'the seller delivers again',
      { status: 'changes_requested', viewerRole: 'seller', abilities: ['deliver'] },
      'deliverAgain',
    ],
    [
      'the buyer releases',
      { status: 'delivered', turn: 'buyer', abilities: ['requestChanges', 'approve'] },
      'approve',
    ],
    [
      'the seller fetches the money',
      {
        status: 'completed',
        turn: 'nobody',
        viewerRole: 'seller',
        money: [{ place: 'seller_payable', holder: 'seller', money: money('487500000') }],
      },
      'balance',
    ],
    ['an onlooker has no button', { status: 'delivered', viewerRole: 'admin' }, null],
  ])('%s', (_case, fields, expected) => {
    expect(primaryOf(view(fields))).toBe(expected);
  });

  it('keeps the rest in the menu, without what is the primary action or was not sent', () => {
    const abilities: RequestAction[] = ['start', 'decline', 'deliver', 'proposeCancel'];
    expect(menuOf(abilities, 'start')).toEqual(['deliver', 'proposeCancel', 'decline']);
    expect(menuOf(['deliver', 'proposeExtension'], 'deliver')).toEqual(['proposeExtension']);
    expect(menuOf([], null)).toEqual([]);
  });

  it('lets the other party answer a proposal, and its maker only take it back', () => {
    const proposal: Deal['proposal'] = {
      kind: 'extension',
      by: 'seller',
      milestoneId: '1'.repeat(24),
      newDueAt: '2026-12-09T00:00:00.000Z',
      note: '',
      proposedAt: '2026-11-24T00:00:00.000Z',
    };
    const buyers = view({ status: 'in_delivery', proposal, abilities: ['extend', 'declineProposal'] });
    expect(proposalPart(buyers)).toEqual({ yours: false, canAgree: true, canClose: true });
    const sellers = view({ ...buyers, viewerRole: 'seller', turn: 'buyer', abilities: ['declineProposal'] });
    expect(proposalPart(sellers)).toEqual({ yours: true, canAgree: false, canClose: true });
  });
});

describe('amounts and dates', () => {
  it('adds up in base units, beyond what a float can hold', () => {
    const big = '9007199254740993';
    expect(
      sumOf([milestone('pending', { held: money(big) }), milestone('pending', { held: money('2') })], 'held'),
    ).toEqual(money('9007199254740995'));
    expect(sumOf([milestone('pending', { held: null })], 'held')).toBeNull();
    const price = { amount: '50000', currency: 'USD' } as const;
    expect(totalOf({ price, buyerFee: { amount: '1250', currency: 'USD' } }).amount).toBe('51250');
  });

  it('speaks of the milestone that waits', () => {
    const delivered = milestone('delivered');
    expect(focusOf([milestone('released'), milestone('pending'), delivered])).toBe(delivered);
  });

  it('shows the delivery date, not the end of the days of grace after it', () => {
    const contract = { milestones: [milestone('pending')] } as Deal['contract'];
    const at = '2026-12-04T00:00:00.000Z';
    expect(actBy({ contract, deadline: { action: 'miss', at } })).toBe('2026-12-01T00:00:00.000Z');
    expect(actBy({ contract, deadline: { action: 'autoApprove', at } })).toBe(at);
    expect(actBy({ contract, deadline: null })).toBeNull();
  });
});

describe('a deal in several milestones', () => {
  const parts = [
    milestone('released', { id: 'a', turn: 'nobody' }),
    milestone('delivered', { id: 'b', turn: 'buyer', abilities: ['approve', 'requestChanges'] }),
    milestone('pending', { id: 'c', turn: 'seller', abilities: ['deliver'] }),
  ];
  const deal = (fields: Partial<Deal>) =>
    ({
      ...view({ status: 'delivered', turn: 'buyer', ...fields }),
      deadline: null,
      contract: { fundedAt: '2026-11-01T00:00:00.000Z', milestones: parts },
      ...fields,
    }) as Deal;

  it('speaks first of what waits for the reader', () => {
    expect(spokenOf(deal({ viewerRole: 'buyer' }))?.id).toBe('b');
    expect(spokenOf(deal({ viewerRole: 'seller' }))?.id).toBe('c');
  });

  it('speaks of the whole before it is paid, when it is over, and where there is one only', () => {
    const contract = { fundedAt: null, milestones: parts } as unknown as Deal['contract'];
    expect(spokenOf(deal({ status: 'awaiting_payment', contract }))).toBeNull();
    expect(spokenOf(deal({ status: 'settled', turn: 'nobody' }))).toBeNull();
    const one = { ...deal({}).contract, milestones: [milestone('delivered')] };
    expect(spokenOf(deal({ contract: one }))).toBeNull();
  });

  it('is for one of them as if there were no other', () => {
    const seller = deal({ viewerRole: 'seller', abilities: ['deliver', 'proposeCancel'] });
    const narrow = narrowTo(seller, parts[2] ?? milestone('pending'));
    expect([narrow.status, narrow.turn, primaryOf(narrow)]).toEqual(['in_delivery', 'seller', 'deliver']);
    expect(sumOf(narrow.contract.milestones, 'held')?.amount).toBe('500000000');
    const unstarted = deal({ status: 'funded', viewerRole: 'seller', abilities: ['start', 'decline'] });
    expect(primaryOf(narrowTo(unstarted, milestone('pending', { abilities: ['deliver'] })))).toBe('start');
  });

  it('acts on the milestone that the address names, or else on the first that allows it', () => {
    expect(milestoneTo('approve', parts, null)?.id).toBe('b');
    expect(milestoneTo('deliver', parts, 'c')?.id).toBe('c');
    expect(milestoneTo('deliver', parts, 'b')).toBeUndefined();
  });
});
