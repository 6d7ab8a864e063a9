import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withPage } from '@/test/with-page';
import { CheckView } from './check-view';

const answer = {
  ok: false,
  checkedAt: '2026-03-01T00:00:00.000Z',
  postings: 12,
  invariants: [
    { name: 'postings sum to zero per asset', ok: true },
    { name: 'reconciled assets cover liabilities', ok: false },
  ],
  faults: [
    { invariant: 'reconciled assets cover liabilities', detail: 'ETH-USDT: the gateway lacks 1 of the 9' },
  ],
};
const checkBooks = jest.fn(() => Promise.resolve(answer));
jest.mock('@/lib/api/@tanstack/react-query.gen', () => ({
  checkBooksOptions: () => ({ queryKey: [{ _id: 'checkBooks' }], queryFn: () => checkBooks() }),
}));
jest.mock('next/navigation', () => ({ usePathname: () => '/en/admin/books/check' }));

it('runs when it is asked to, and says of each invariant whether it holds, those that look outside too', async () => {
  render(withPage(<CheckView />));
  expect(checkBooks).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Run the check' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('An invariant is broken');
  expect(screen.getByText('ETH-USDT: the gateway lacks 1 of the 9')).toBeInTheDocument();
  const rows = screen.getAllByTestId('invariant');
  expect(rows.map((row) => row.dataset['ok'])).toEqual(['true', 'false']);
  expect(rows[1]).toHaveTextContent('reconciled assets cover liabilities');
  expect(screen.getByRole('img', { name: 'Broken' })).toBeInTheDocument();
});
