import { act, render, screen } from '@testing-library/react';
import { setProductNow } from '@/lib/clock';
import { withPage } from '@/test/with-page';
import { RelativeTime, TimeLeft } from './time-left';

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

it('says of what has just happened that it is now, though the page’s clock goes in steps', () => {
  jest.setSystemTime(Date.parse('2026-03-01T12:00:25Z'));
  setProductNow(Date.now());
  render(withPage(<RelativeTime at="2026-03-01T12:00:20Z" />));
  expect(screen.getByText('now')).toBeInTheDocument();
  act(() => jest.advanceTimersByTime(2 * 60_000));
  expect(screen.getByText('2 minutes ago')).toBeInTheDocument();
});
