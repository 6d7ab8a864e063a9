import { requestState, type RequestState } from './request-state';

type Looked = Parameters<typeof requestState>[0];

const now = Date.parse('2026-05-01T12:00:00Z');
const base: Looked = {
  status: 'open',
  viewerRole: 'visitor',
  hasContract: false,
  myOfferId: null,
  abilities: [],
  sealed: false,
  bidDeadlineAt: null,
  deadline: null,
};
const signedIn = { session: 'signed-in', emailVerified: true } as const;
const anonymous = { session: 'anonymous', emailVerified: false } as const;

const state = (
  request: Partial<Looked>,
  looker: Parameters<typeof requestState>[1] = signedIn,
): RequestState => requestState({ ...base, ...request }, looker, now);

describe('a request to its buyer', () => {
  it.each<[Partial<Looked>, RequestState]>([
    [{ status: 'draft' }, 'draft'],
    [{ status: 'open' }, 'choosing'],
    [{ status: 'cancelled' }, 'closedOwn'],
    [{ status: 'expired' }, 'closedOwn'],
    [{ status: 'awaiting_payment', hasContract: true }, 'deal'],
    [{ status: 'completed', hasContract: true }, 'deal'],
  ])('%j → %s', (request, expected) => {
    expect(state({ viewerRole: 'buyer', ...request })).toBe(expected);
  });
});

describe('a request to others', () => {
  it.each<[Partial<Looked>, RequestState]>([
    [{ abilities: ['submitOffer', 'ask'] }, 'offer'],
    [{ abilities: ['submitOffer', 'ask'], myOfferId: 'o', viewerRole: 'bidder' }, 'offerAgain'],
    [{ abilities: ['ask'], myOfferId: 'o', viewerRole: 'bidder' }, 'offered'],
    [{ status: 'delivered', viewerRole: 'seller', hasContract: true, myOfferId: 'o' }, 'deal'],
    [{ status: 'funded' }, 'taken'],
    [{ status: 'awaiting_payment' }, 'taken'],
    [{ status: 'expired' }, 'closed'],
    [{ sealed: true, bidDeadlineAt: '2026-05-01T11:59:00Z', abilities: ['ask'] }, 'biddingOver'],
  ])('%j → %s', (request, expected) => {
    expect(state(request)).toBe(expected);
  });

  it('asks them to verify their address first', () => {
    expect(state({}, { session: 'signed-in', emailVerified: false })).toBe('verify');
  });
});

describe('a request to a visitor', () => {
  it('asks to sign in while it takes offers', () => {
    expect(state({}, anonymous)).toBe('signIn');
    expect(state({ sealed: true, bidDeadlineAt: '2026-05-01T12:01:00Z' }, anonymous)).toBe('signIn');
    expect(state({ sealed: true, bidDeadlineAt: '2026-05-01T12:00:00Z' }, anonymous)).toBe('biddingOver');
    expect(state({ status: 'funded' }, anonymous)).toBe('taken');
  });

  it('says nothing while it is not known who looks', () => {
    expect(state({ abilities: ['submitOffer'] }, { session: 'restoring', emailVerified: false })).toBe(
      'unknown',
    );
  });

  it('still asks to sign in when the session cannot be restored', () => {
    expect(state({}, { session: 'unreachable', emailVerified: false })).toBe('signIn');
  });
});
