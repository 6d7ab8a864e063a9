'use client';

import Box from '@mui/material/Box';
import type { LedgerPosting } from '@/actions/books';
import { TextLink } from '@/components/text-link';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { useMoney } from './use-money';
import { writeFilter } from './posting-filter';

/** One posting with its entries, and ways to what it is about. */
export function PostingCard({ posting }: { posting: LedgerPosting }) {
  const { t } = useTranslation('adminBooks');
  const language = useLanguage();
  const format = useFormat();
  const money = useMoney();
  const { refs } = posting;
  const books = (filter: Parameters<typeof writeFilter>[0]) =>
    `${paths.admin.books(language)}${writeFilter(filter)}`;
  return (
    <Box
      component="li"
      data-testid="posting"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1.5, bgcolor: 'background.paper', p: 4 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 1, mb: 3 }}>
        <TonePill tone="neutral" size="small">
          {t(`events.${posting.event}`)}
        </TonePill>
        <Box component="span" sx={{ fontSize: '0.875rem' }}>
          {format.dateTime(posting.at)}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, fontSize: '0.875rem' }}>
          {refs.requestId && (
            <TextLink href={paths.request(language, refs.requestId)}>{t('ledger.deal')}</TextLink>
          )}
          {refs.paymentId && (
            <TextLink href={paths.admin.payment(language, refs.paymentId)}>{t('ledger.payment')}</TextLink>
          )}
          {refs.payoutId && (
            <TextLink href={paths.admin.payout(language, refs.payoutId)}>{t('ledger.payout')}</TextLink>
          )}
          {refs.contractId && (
            <TextLink href={books({ contractId: refs.contractId })}>{t('ledger.contract')}</TextLink>
          )}
        </Box>
        <Box
          component="bdi"
          dir="ltr"
          sx={{ typography: 'mono', fontSize: '0.75rem', color: 'text.secondary', overflowWrap: 'anywhere' }}
        >
          {posting.key}
        </Box>
      </Box>
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1, fontSize: '0.875rem' }}
      >
        {posting.entries.map((entry, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'auto 1fr', sm: '96px minmax(0, 1fr) auto' },
              columnGap: 4,
              paddingInlineStart: entry.side === 'credit' ? { sm: 6 } : 0,
            }}
          >
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t(`ledger.${entry.side}`)}
            </Box>
            <TextLink href={books({ account: entry.account })}>
              <Box component="bdi" dir="ltr" sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
                {entry.account}
              </Box>
            </TextLink>
            <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' }, textAlign: 'end', fontWeight: 550 }}>
              {money.show(entry.money)}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
