import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiError } from '@/lib/api-error';
import { withPage } from '@/test/with-page';
import { LiabilitiesView } from './liabilities-view';

const snapshot = (id: string) => ({ id, at: '2026-03-01T00:00:00.000Z', assets: [] });
const published = [snapshot('first')];
const api = {
  publishLiabilities: jest.fn(),
  listLiabilities: jest.fn(() => Promise.resolve({ data: { items: [...published], nextCursor: null } })),
  listAssets: jest.fn(() => Promise.resolve({ data: { items: [], others: [] } })),
};
jest.mock('@/lib/sdk', () => ({ sdk: () => Promise.resolve(api) }));
jest.mock('@/lib/api/@tanstack/react-query.gen', () => ({
  listLiabilitiesInfiniteOptions: () => ({
    queryKey: [{ _id: 'listLiabilities' }],
    queryFn: async () => (await api.listLiabilities()).data,
  }),
  listAssetsOptions: () => ({
    queryKey: [{ _id: 'listAssets' }],
    queryFn: async () => (await api.listAssets()).data,
  }),
}));
let roles: readonly string[] = [];
jest.mock('@/actions/session', () => ({ useSession: () => ({ user: { roles } }) }));

const button = () => screen.queryByRole('button', { name: 'Publish one now' });

it('lets an admin publish a snapshot, and shows it', async () => {
  roles = ['user', 'admin'];
  api.publishLiabilities.mockImplementation(() => {
    published.unshift(snapshot('second'));
    return Promise.resolve({ data: published[0] });
  });
  render(withPage(<LiabilitiesView />));
  await screen.findByText(/^Published on/);
  await userEvent.click(button() ?? document.body);
  await waitFor(() => {
    expect(screen.getByRole('heading', { name: 'Earlier' })).toBeInTheDocument();
  });
  expect(api.publishLiabilities).toHaveBeenCalledTimes(1);
});

it('says why when it was refused', async () => {
  roles = ['user', 'admin'];
  api.publishLiabilities.mockRejectedValue(
    new ApiError({ code: 'INTERNAL', message: 'the books are unsound', status: 500 }),
  );
  render(withPage(<LiabilitiesView />));
  await screen.findByText(/^Published on/);
  await userEvent.click(button() ?? document.body);
  expect(await screen.findByRole('alert')).toBeInTheDocument();
});

it('offers it to nobody else', async () => {
  roles = ['user'];
  render(withPage(<LiabilitiesView />));
  await screen.findByText(/^Published on/);
  expect(button()).toBeNull();
});
