import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withPage } from '@/test/with-page';
import { Address, shorten } from './address';

const wallet = '0x8ba1f109551bD432803012645Ac136ddd64DBA72';

it('shortens in the middle and leaves short values alone', () => {
  expect(shorten(wallet)).toBe('0x8ba1…4DBA72');
  expect(shorten('0x8ba1f109551')).toBe('0x8ba1f109551');
});

it('shows the whole on demand and copies it', async () => {
  const user = userEvent.setup();
  render(withPage(<Address value={wallet} />, 'fa'));
  expect(screen.getByText('0x8ba1…4DBA72')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^0x8ba1…4DBA72/ }));
  expect(screen.getByText(wallet)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'رونوشت نشانی' }));
  expect(await navigator.clipboard.readText()).toBe(wallet);
  expect(await screen.findByRole('button', { name: 'رونوشت شد' })).toBeInTheDocument();
});

it('leads to the explorer where there is one', () => {
  render(withPage(<Address value={wallet} href="https://explorer.example/address/1" />));
  expect(screen.getByRole('link', { name: '0x8ba1…4DBA72' })).toHaveAttribute('rel', 'noreferrer');
});
