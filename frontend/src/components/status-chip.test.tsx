import { render, screen } from '@testing-library/react';
import { LANGUAGES } from '@/config/languages';
import { withPage } from '@/test/with-page';
import { statusLooks, type StatusKind } from '@/theme/status';
import { StatusChip } from './status-chip';

it.each(LANGUAGES)('every status has a word of its own in %s', (language) => {
  for (const kind of Object.keys(statusLooks) as StatusKind[]) {
    for (const status of Object.keys(statusLooks[kind])) {
      const { container, unmount } = render(
        withPage(<StatusChip kind={kind} status={status as never} />, language),
      );
      expect(container.textContent).not.toContain(`${kind}.${status}`);
      expect(container.textContent.length).toBeGreaterThan(1);
      expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
      unmount();
    }
  }
});

it('has the statuses that the API has', async () => {
  const { readFileSync } = await import('node:fs');
  const api = JSON.parse(readFileSync(`${__dirname}/../../../docs/api/openapi.json`, 'utf8')) as {
    components: { schemas: Record<string, { enum?: string[] }> };
  };
  const named = {
    request: 'RequestStatus',
    offer: 'OfferStatus',
    payment: 'PaymentStatus',
    payout: 'PayoutStatus',
    milestone: 'MilestoneStatus',
    dispute: 'DisputeStatus',
  } as const;
  for (const [kind, schema] of Object.entries(named)) {
    expect(Object.keys(statusLooks[kind as StatusKind]).sort()).toEqual(
      [...(api.components.schemas[schema]?.enum ?? [])].sort(),
    );
  }
  render(withPage(<StatusChip kind="request" status="funded" />));
  expect(screen.getByText('Funded')).toBeInTheDocument();
});
