import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FoundFees as Found } from '@/actions/books';
import { withPage } from '@/test/with-page';
import { FoundFees } from './found-fees';

const bookSweepFees = jest.fn(() => Promise.resolve({ data: {} }));
const reconcileNow = jest.fn(() => Promise.reject(new Error('another one is running')));
jest.mock('@/lib/sdk', () => ({ sdk: () => Promise.resolve({ bookSweepFees, reconcileNow }) }));
jest.mock('@/actions/asset-looks', () => ({
  assetLooksQuery: () => ({
    queryKey: ['looks'],
    queryFn: () => Promise.resolve([{ code: 'ETH', symbol: 'ETH', decimals: 18 }]),
  }),
}));

const eth = (amount: string) => ({ amount, asset: 'ETH' });
const show = (fees: Partial<Found>, owed = '0') =>
  render(
    withPage(
      <FoundFees
        reconciliationId="65f000000000000000000001"
        fees={{ state: 'large', amount: eth('20000000000000000'), booked: null, ...fees }}
        owed={eth(owed)}
      />,
    ),
  );

it('asks what was looked at before it books, and compares again, whatever becomes of that', async () => {
  show({});
  expect(await screen.findByText(/0\.02 ETH.* is missing, and nobody is owed it/)).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Book as network fees' }));
  const dialog = await screen.findByRole('dialog');
  const [confirm] = screen.getAllByRole('button', { name: 'Book as network fees' }).slice(-1);
  if (!confirm) throw new Error('nothing to confirm with');
  await userEvent.click(confirm);
  expect(bookSweepFees).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText('Note'), '12 sweeps today');
  await userEvent.click(confirm);
  await waitFor(() => {
    expect(dialog).not.toBeInTheDocument();
  });
  expect(bookSweepFees).toHaveBeenCalledWith({
    body: { reconciliationId: '65f000000000000000000001', asset: 'ETH', note: '12 sweeps today' },
  });
  expect(reconcileNow).toHaveBeenCalledTimes(1);
});

it.each([
  ['small', '7', 'books it as network fees by itself', null],
  ['uncovered', '7', 'It is no fee of Amn’s own', 'Book a top-up'],
  ['surplus', '-7', 'book it as a top-up', 'Book a top-up'],
] as const)('lets nobody book what is %s', async (state, amount, words, link) => {
  show({ state, amount: eth(amount) }, '5');
  expect(await screen.findByText(new RegExp(words))).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  expect(screen.queryByRole('link')?.textContent ?? null).toBe(link);
});

it('says who booked it and why', async () => {
  const at = '2026-03-01T12:00:00.000Z';
  show({ state: 'booked', booked: { by: 'admin', adminName: 'Amn Desk', note: '12 sweeps', at } });
  expect(await screen.findByText(/Amn Desk.*12 sweeps/)).toBeInTheDocument();
});
