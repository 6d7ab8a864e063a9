import { act, render, screen } from '@testing-library/react';
import { setProductNow } from '@/lib/clock';
import { withPage } from '@/test/with-page';
import { TimeLeft } from './time-left';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-03-01T12:00:00Z') });
});
afterEach(() => {
  setProductNow(Date.now());
  jest.useRealTimers();
});

it('ticks, and says the exact time in a hint', () => {
  render(withPage(<TimeLeft at="2026-03-01T14:00:00Z" />));
  expect(screen.getByText('2 hours left')).toBeInTheDocument();
  act(() => jest.advanceTimersByTime(HOUR_MS));
  expect(screen.getByText('1 hour left')).toBeInTheDocument();
  expect(screen.getByRole('tooltip', { hidden: true })).toHaveTextContent('Mar 1, 2026');
});

it('follows the demo’s clock', () => {
  render(withPage(<TimeLeft at="2026-03-03T12:00:00Z" />));
  expect(screen.getByText('2 days left')).toBeInTheDocument();
  act(() => {
    setProductNow('2026-03-02T12:00:00Z');
  });
  expect(screen.getByText('1 day left')).toBeInTheDocument();
});

it('says what is overdue', () => {
  render(withPage(<TimeLeft at="2026-03-01T09:00:00Z" />));
  expect(screen.getByText('3 hours overdue')).toBeInTheDocument();
});
