import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Notification } from '@/actions/notifications';
import { LANGUAGES } from '@/config/languages';
import { withPage } from '@/test/with-page';
import { byDay } from './days';
import { hrefOf, lookOf } from './notification-looks';
import { NotificationRow } from './notification-row';

const api = JSON.parse(readFileSync(path.join(__dirname, '../../../../docs/api/openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, { enum?: string[] }> };
};
const kinds = (api.components.schemas['NotificationKind']?.enum ?? []) as Notification['kind'][];

const some = (changes: Partial<Notification> = {}): Notification => ({
  id: 'a'.repeat(24),
  kind: 'offer:submitted',
  requestId: 'b'.repeat(24),
  disputeId: null,
  params: { title: 'A logo', counterparty: 'Navid', amount: '450.00', asset: 'USD', role: 'buyer' },
  readAt: null,
  createdAt: '2026-03-09T10:00:00.000Z',
  ...changes,
});

describe('what the API can tell of', () => {
  it('is known', () => {
    expect(kinds.length).toBeGreaterThan(30);
  });

  it.each(LANGUAGES)('has a sentence, an icon and a page for both parties in %s', (language) => {
    for (const role of ['buyer', 'seller', undefined] as const) {
      const until = '2026-03-12T10:00:00.000Z';
      const params = { title: 'A logo', counterparty: 'Navid', role, until };
      const rows = kinds.map((kind) => (
        <NotificationRow key={kind} notification={some({ kind, params })} onRead={() => {}} />
      ));
      const { unmount } = render(withPage(rows, language));
      const links = screen.getAllByRole('link');
      expect(links).toHaveLength(kinds.length);
      for (const [index, link] of links.entries()) {
        expect(lookOf(kinds[index] ?? 'offer:submitted')).toBeDefined();
        // Without a text of its own the row would fall back on the request's title.
        expect(link.textContent).not.toContain('A logo');
        expect(link.textContent).not.toContain('text.');
        expect(link.textContent).not.toContain('{{');
        expect(link.getAttribute('href')).toMatch(new RegExp(`^/${language}/.+`));
      }
      unmount();
    }
  });

  it('leads to a page even where no request belongs to it', () => {
    expect(hrefOf({ kind: 'payout:confirmed', requestId: null, disputeId: null }, 'en')).toBe('/en/wallet');
    expect(hrefOf({ kind: 'auth:password-changed', requestId: null, disputeId: null }, 'fa')).toBe(
      '/fa/settings',
    );
    expect(hrefOf(some({ kind: 'offer:countered' }), 'en')).toBe(`/en/requests/${'b'.repeat(24)}/offer`);
    expect(hrefOf(some({ kind: 'request:delivered' }), 'en')).toBe(`/en/deals/${'b'.repeat(24)}/approve`);
    const disputeId = 'd'.repeat(24);
    expect(hrefOf(some({ kind: 'dispute:ruled', disputeId }), 'fa')).toBe(
      `/fa/deals/${'b'.repeat(24)}/dispute/${disputeId}`,
    );
    expect(hrefOf(some({ kind: 'dispute:queued', disputeId, requestId: null }), 'en')).toBe(
      `/en/admin/disputes/${disputeId}`,
    );
    // An admin is no party of the deal: its page is shut to them.
    expect(hrefOf(some({ kind: 'payment:deposit-quarantined' }), 'en')).toBe('/en/admin/payments');
  });
});

describe('a row', () => {
  const amountOf = (params: Notification['params'], kind: Notification['kind'] = 'offer:submitted') => {
    const { container } = render(
      withPage(<NotificationRow notification={some({ kind, params })} onRead={() => {}} />),
    );
    return container.querySelector('.tabular')?.textContent.replace(/[\u2068\u2069]/g, '');
  };

  it('says how much it is about, in whole units of dollars or of an asset', () => {
    expect(amountOf({ amount: '450.00', asset: 'USD' })).toBe('$450');
    expect(amountOf({ amount: '1250.5', asset: 'ETH-USDT' })).toBe('1,250.5 USDT');
    expect(amountOf({ amount: '12.5', asset: 'ETH-USDT' }, 'payment:underpaid')).toBe('12.5 USDT missing');
    expect(amountOf({})).toBeUndefined();
  });

  it('is marked as read by opening it or by its dot, once', async () => {
    const onRead = jest.fn();
    const { rerender } = render(withPage(<NotificationRow notification={some()} onRead={onRead} />));
    const row = screen.getByRole('listitem');
    await userEvent.click(within(row).getByRole('button', { name: 'Mark as read' }));
    expect(onRead).toHaveBeenCalledTimes(1);
    rerender(
      withPage(<NotificationRow notification={some({ readAt: '2026-03-09T11:00:00Z' })} onRead={onRead} />),
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    const link = screen.getByRole('link');
    // jsdom goes nowhere.
    link.addEventListener('click', (event) => {
      event.preventDefault();
    });
    await userEvent.click(link);
    expect(onRead).toHaveBeenCalledTimes(1);
  });
});

describe('days', () => {
  it('are those of the reader’s calendar, newest first, with the order kept', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
    const items = [at(9, 9), at(9, 0), at(8, 23), at(2, 12)].map((createdAt, index) =>
      some({ id: String(index), createdAt }),
    );
    const days = byDay(items, new Date(2026, 2, 9, 12).getTime());
    expect(days.map(({ name, items: its }) => [name, its.map(({ id }) => id)])).toEqual([
      ['today', ['0', '1']],
      ['yesterday', ['2']],
      ['date', ['3']],
    ]);
    expect(byDay([], 0)).toEqual([]);
  });
});
