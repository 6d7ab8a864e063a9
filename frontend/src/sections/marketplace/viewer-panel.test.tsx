import { render, screen } from '@testing-library/react';
import type { RequestDetail } from '@/actions/marketplace';
import type { SessionState } from '@/actions/session';
import { withPage } from '@/test/with-page';
import { ViewerPanel } from './viewer-panel';

let session: SessionState;
jest.mock('@/actions/session', () => ({ useSession: () => session }));
jest.mock('next/navigation', () => ({ usePathname: () => '/en/requests/r1' }));

const base: RequestDetail = {
  id: 'r1',
  title: 'Temperature logger',
  summary: 'Two probes',
  description: 'Two probes',
  categoryId: 'electronics',
  budget: { min: null, max: null },
  deliveryDays: 7,
  language: 'en',
  status: 'open',
  visibility: 'public',
  sealed: false,
  bidDeadlineAt: null,
  offersCount: 0,
  publishedAt: '2026-05-01T12:00:00.000Z',
  createdAt: '2026-05-01T12:00:00.000Z',
  updatedAt: '2026-05-01T12:00:00.000Z',
  deadline: null,
  buyer: { id: 'b1', name: 'Sara' },
  attachments: [],
  version: 1,
  viewerRole: 'visitor',
  privatePart: null,
  invitedSellers: null,
  myOfferId: null,
  hasContract: false,
  abilities: [],
};

const as = (status: SessionState['status'], verified = true): SessionState => ({
  status,
  user:
    status === 'signed-in'
      ? {
          id: 'u1',
          name: 'Wei',
          email: 'wei@example.com',
          bio: '',
          language: 'en',
          roles: [],
          emailNotifications: true,
          emailVerifiedAt: verified ? '2026-05-01T12:00:00.000Z' : null,
          createdAt: '2026-05-01T12:00:00.000Z',
        }
      : null,
  restore: () => undefined,
});

const show = (request: Partial<RequestDetail>, known = true) =>
  render(withPage(<ViewerPanel request={{ ...base, ...request }} known={known} />));
const link = (name: string) => screen.getByRole('link', { name });
const links = () => screen.queryAllByRole('link').map((one) => one.textContent);
const buttons = () => screen.queryAllByRole('button').map((one) => one.textContent);

describe('the panel of a request', () => {
  it('sends a visitor to sign in, and back here', () => {
    session = as('anonymous');
    show({});
    expect(link('Sign in to make an offer')).toHaveAttribute(
      'href',
      '/en/sign-in?next=%2Fen%2Frequests%2Fr1',
    );
  });

  it('offers nothing before it is known how the person sees the request', () => {
    session = as('signed-in');
    show({}, false);
    expect(screen.getByRole('status')).toBeInTheDocument();
    expect([...links(), ...buttons()]).toEqual([]);
  });

  it('leads a seller to their offer, or to make one', () => {
    session = as('signed-in');
    const { unmount } = show({ abilities: ['submitOffer', 'ask'] });
    expect(link('Make an offer')).toHaveAttribute('href', '/en/requests/r1/offer');
    unmount();
    show({ viewerRole: 'bidder', myOfferId: 'o1', abilities: ['ask'] });
    expect(link('See your offer')).toHaveAttribute('href', '/en/requests/r1/offer');
  });

  it('asks somebody without a verified address for that first', () => {
    session = as('signed-in', false);
    show({});
    expect(links()).toEqual(['Verify now']);
  });

  it('gives the buyer of a draft what the abilities allow, and nothing else', async () => {
    session = as('signed-in');
    const { unmount } = show({
      status: 'draft',
      viewerRole: 'buyer',
      abilities: ['edit', 'publish', 'cancel', 'invite'],
    });
    await screen.findByText('This is a draft');
    expect(buttons()).toEqual(['Publish request', 'Invite sellers', 'Discard draft']);
    expect(link('Edit draft')).toHaveAttribute('href', '/en/requests/r1/edit');
    unmount();
    show({ status: 'draft', viewerRole: 'buyer', abilities: ['cancel'] });
    await screen.findByText('This is a draft');
    expect([...links(), ...buttons()]).toEqual(['Discard draft']);
  });

  it('lets the buyer compare offers once there are some', async () => {
    session = as('signed-in');
    const { unmount } = show({ viewerRole: 'buyer', offersCount: 2, abilities: ['cancel', 'invite'] });
    expect(await screen.findByText('2 offers are waiting for you.')).toBeInTheDocument();
    expect(link('Compare offers')).toHaveAttribute('href', '/en/requests/r1/offers');
    unmount();
    show({ viewerRole: 'buyer', abilities: ['cancel', 'invite'] });
    await screen.findByText('Your request is open');
    expect(links()).toEqual([]);
    expect(buttons()).toEqual(['Invite sellers', 'Cancel request']);
  });

  it('says of sealed offers only how many there are', async () => {
    session = as('signed-in');
    show({
      viewerRole: 'buyer',
      offersCount: 1,
      sealed: true,
      bidDeadlineAt: '2999-01-01T00:00:00.000Z',
      abilities: ['cancel'],
    });
    expect(await screen.findByText(/1 sealed offer so far/)).toBeInTheDocument();
  });

  it('leads both parties to their deal', () => {
    session = as('signed-in');
    for (const viewerRole of ['buyer', 'seller'] as const) {
      const { unmount } = show({ viewerRole, status: 'delivered', hasContract: true });
      expect(link('Go to the deal')).toHaveAttribute('href', '/en/deals/r1');
      unmount();
    }
  });
});
