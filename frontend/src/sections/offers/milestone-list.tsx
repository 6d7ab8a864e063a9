'use client';

import Box from '@mui/material/Box';
import type { OfferTerms } from '@/actions/offers';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The milestones of an offer: what comes when, and what is paid out for it. */
export function MilestoneList({ milestones }: { milestones: NonNullable<OfferTerms['milestones']> }) {
  const { t } = useTranslation('milestones');
  const { t: offers } = useTranslation('offers');
  const format = useFormat();
  return (
    <Box sx={{ display: 'grid', gap: 2, fontSize: '0.875rem' }}>
      <Box component="h3" sx={{ m: 0, fontSize: 'inherit', fontWeight: 550 }}>
        {t('terms', { count: milestones.length })}
      </Box>
      <Box
        component="ol"
        sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'divider', borderRadius: 1 }}
      >
        {milestones.map(({ title, price, deliveryDays }, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1fr) auto',
              columnGap: 4,
              px: 3,
              py: 2,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Box component="span" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
              <bdi>{title}</bdi>
            </Box>
            <Box component="bdi" dir="ltr" className="tabular" sx={{ fontWeight: 600 }}>
              {format.price(price)}
            </Box>
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {offers('afterPayment', { duration: format.duration(deliveryDays * DAY_MS) })}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
