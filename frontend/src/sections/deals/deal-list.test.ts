import type { MyRequestCard } from '@/actions/deals';
import { firstRole, grouped, hrefOf, shownStatus, stepOf, timeOf, withDisputes } from './deal-list';

const NOW = Date.parse('2030-05-01T12:00:00Z');

function card(changes: Partial<MyRequestCard> = {}): MyRequestCard {
  return {
    id: 'a'.repeat(24),
    title: 'A logo',
    summary: '',
    categoryId: 'design',
    budget: { min: null, max: null },
    deliveryDays: 7,
    language: 'en',
    status: 'open',
    visibility: 'public',
    sealed: false,
    bidDeadlineAt: null,
    offersCount: 0,
    publishedAt: null,
    updatedAt: '2030-05-01T00:00:00Z',
    deadline: null,
    buyer: { id: 'b'.repeat(24), name: 'Sara' },
    role: 'buyer',
    counterparty: null,
    price: null,
    offerStatus: null,
    yourTurn: false,
    ...changes,
  };
}

describe('what happens next', () => {
  it.each([
    [{ status: 'draft', yourTurn: true }, 'draft'],
    [{ status: 'open' }, 'offers'],
    [{ status: 'open', offersCount: 2 }, 'sellersAnswer'],
    [{ status: 'open', offersCount: 2, yourTurn: true }, 'choose'],
    [{ status: 'open', offersCount: 2, sealed: true, bidDeadlineAt: '2030-05-02T00:00:00Z' }, 'sealed'],
    [{ status: 'awaiting_payment', yourTurn: true }, 'pay'],
    [{ status: 'funded' }, 'sellerStarts'],
    [{ status: 'in_delivery' }, 'sellerDelivers'],
    [{ status: 'changes_requested' }, 'sellerDelivers'],
    [{ status: 'changes_requested', yourTurn: true }, 'partYours'],
    [{ status: 'delivered', yourTurn: true }, 'review'],
    [{ status: 'disputed' }, 'dispute'],
    [{ status: 'disputed', yourTurn: true }, 'disputeYours'],
    [{ status: 'completed' }, null],
    [{ status: 'expired' }, null],
  ] as const)('for the buyer: %j', (changes, step) => {
    expect(stepOf(card(changes), NOW)).toBe(step);
  });

  it.each([
    [{ status: 'open', offerStatus: 'submitted' }, 'buyerChooses'],
    [{ status: 'open', offerStatus: 'countered', yourTurn: true }, 'answerCounter'],
    [{ status: 'open', offerStatus: 'rejected' }, null],
    // To somebody who was not chosen a deal looks "funded" however it goes on.
    [{ status: 'awaiting_payment', offerStatus: 'submitted' }, 'standby'],
    [{ status: 'funded', offerStatus: 'superseded' }, null],
    [{ status: 'awaiting_payment', offerStatus: 'accepted' }, 'buyerPays'],
    [{ status: 'funded', offerStatus: 'accepted' }, 'start'],
    [{ status: 'in_delivery', offerStatus: 'accepted' }, 'deliver'],
    [{ status: 'changes_requested', offerStatus: 'accepted' }, 'deliverAgain'],
    [{ status: 'delivered', offerStatus: 'accepted' }, 'buyerReviews'],
    [{ status: 'delivered', offerStatus: 'accepted', yourTurn: true }, 'partYours'],
    [{ status: 'settled', offerStatus: 'accepted' }, null],
  ] as const)('for the seller: %j', (changes, step) => {
    expect(stepOf(card({ role: 'seller', ...changes }), NOW)).toBe(step);
  });
});

it('puts what waits first, the most urgent on top, and leaves the rest in order; a draft waits for nobody', () => {
  const cards = [
    card({ id: '1', status: 'funded' }),
    card({ id: '2', status: 'open', yourTurn: true }),
    card({ id: '3', status: 'draft', yourTurn: true }),
    card({
      id: '4',
      status: 'delivered',
      yourTurn: true,
      deadline: { action: 'autoApprove', at: '2030-05-09T00:00:00Z' },
    }),
    card({
      id: '5',
      status: 'awaiting_payment',
      yourTurn: true,
      deadline: { action: 'paymentTimedOut', at: '2030-05-02T00:00:00Z' },
    }),
  ];
  const { waiting, others } = grouped(cards);
  expect(waiting.map(({ id }) => id)).toEqual(['5', '4', '2']);
  expect(others.map(({ id }) => id)).toEqual(['1', '3']);
});

it('begins on the side where something waits, else where something is', () => {
  const idle = card({ status: 'funded' });
  const mine = card({ status: 'delivered', yourTurn: true });
  expect(firstRole([], [])).toBe('buyer');
  expect(firstRole([idle], [idle])).toBe('buyer');
  expect(firstRole([], [idle])).toBe('seller');
  expect(firstRole([idle], [mine])).toBe('seller');
  expect(firstRole([mine], [mine])).toBe('buyer');
});

it('leads to the page where the next step is made', () => {
  const id = 'a'.repeat(24);
  const href = (changes: Partial<MyRequestCard>) => hrefOf(card(changes), 'en');
  expect(href({ status: 'draft' })).toBe(`/en/requests/${id}/edit`);
  expect(href({ status: 'open' })).toBe(`/en/requests/${id}`);
  expect(href({ status: 'open', offersCount: 1 })).toBe(`/en/requests/${id}/offers`);
  expect(href({ status: 'awaiting_payment' })).toBe(`/en/deals/${id}`);
  expect(href({ status: 'completed' })).toBe(`/en/deals/${id}`);
  expect(href({ status: 'cancelled' })).toBe(`/en/requests/${id}`);
  expect(href({ role: 'seller', status: 'open', offerStatus: 'countered' })).toBe(`/en/requests/${id}/offer`);
  expect(href({ role: 'seller', status: 'funded', offerStatus: 'accepted' })).toBe(`/en/deals/${id}`);
});

it('speaks of the offer to a seller who was not chosen, and of the deal to the one who was', () => {
  expect(shownStatus(card({ role: 'seller', status: 'funded', offerStatus: 'superseded' }))).toEqual({
    kind: 'offer',
    status: 'superseded',
  });
  expect(shownStatus(card({ role: 'seller', status: 'funded', offerStatus: 'accepted' }))).toEqual({
    kind: 'request',
    status: 'funded',
  });
  expect(shownStatus(card({ status: 'open' }))).toEqual({ kind: 'request', status: 'open' });
});

it('shows the time of sealed bids before that of the request, and names what follows where it knows it', () => {
  const deadline = { action: 'expire', at: '2030-06-01T00:00:00Z' };
  const bidDeadlineAt = '2030-05-02T00:00:00Z';
  expect(timeOf(card({ sealed: true, bidDeadlineAt, deadline }), NOW)).toEqual({
    at: bidDeadlineAt,
    then: 'bidsOpen',
  });
  const later = Date.parse('2030-05-03T00:00:00Z');
  expect(timeOf(card({ sealed: true, bidDeadlineAt, deadline }), later)?.then).toBe('expire');
  expect(timeOf(card({ deadline: { action: 'somethingNew', at: deadline.at } }), NOW)).toEqual({
    at: deadline.at,
    then: null,
  });
  expect(timeOf(card({ status: 'completed' }), NOW)).toBeNull();
});

describe('a deal in dispute', () => {
  const ID = 'a'.repeat(24);
  const dispute = (changes: object = {}) => ({
    requestId: ID,
    status: 'negotiation' as const,
    yourTurn: false,
    deadline: { action: 'negotiationEnded', at: '2030-05-09T00:00:00Z' },
    ...changes,
  });

  it('has the turn and the next deadline of its disputes', () => {
    const [shown] = withDisputes(
      [card({ status: 'disputed' })],
      [
        dispute(),
        dispute({ yourTurn: true, deadline: { action: 'rule', at: '2030-05-03T00:00:00Z' } }),
        dispute({ requestId: 'c'.repeat(24), deadline: { action: 'rule', at: '2030-05-02T00:00:00Z' } }),
      ],
    );
    expect(shown).toMatchObject({ yourTurn: true, deadline: { at: '2030-05-03T00:00:00Z' } });
  });

  it('is left as it is by disputes that have ended, and by those of other deals', () => {
    const cards = [card({ status: 'disputed' }), card({ status: 'delivered' })];
    expect(withDisputes(cards, [dispute({ deadline: null, yourTurn: true })])).toEqual(cards);
    expect(withDisputes([card({ status: 'delivered' })], [dispute({ yourTurn: true })])[0]?.yourTurn).toBe(
      false,
    );
  });
});
