import { onlineManager } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { withPage } from '@/test/with-page';
import { OfflineBanner } from './offline-banner';

/** A page that is not here. */
const ELSEWHERE = '/en/wallet';

afterEach(() => {
  onlineManager.setOnline(true);
});

it('keeps whoever follows a link on the page while there is no network, and says so', async () => {
  onlineManager.setOnline(false);
  const followed = jest.fn((event: { preventDefault: () => void }) => {
    event.preventDefault();
  });
  render(
    withPage(
      <>
        <OfflineBanner interrupted={false} />
        <a href={ELSEWHERE} onClick={followed}>
          Balance
        </a>
        <a href="#main" onClick={followed}>
          Skip to content
        </a>
      </>,
    ),
  );
  expect(screen.getByRole('status')).toHaveTextContent('What you see may be out of date');
  await userEvent.click(screen.getByRole('link', { name: 'Skip to content' }));
  expect(followed).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole('link', { name: 'Balance' }));
  expect(followed).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status')).toHaveTextContent('once you are connected again');
});
