'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { MyRequestCard } from '@/actions/deals';
import { Skeleton } from '@/components/skeleton';
import { useTranslation } from '@/locales/i18n-provider';
import { COLUMNS, DealRow } from './deal-row';

const surfaceSx = {
  m: 0,
  p: 0,
  listStyle: 'none',
  display: 'grid',
  gap: { xs: 3, lg: 0 },
  border: { lg: 1 },
  borderColor: { lg: 'divider' },
  borderRadius: 1.5,
  bgcolor: { lg: 'background.paper' },
} as const;

const columnsSx = {
  display: { xs: 'none', lg: 'grid' },
  gridTemplateColumns: COLUMNS,
  columnGap: 5,
  px: 5,
  pb: 2,
  fontSize: '0.8125rem',
  fontWeight: 550,
  color: 'text.secondary',
} as const;

/** A titled list: rows on a wide screen, cards on a narrow one. */
export function DealRows({ title, deals }: { title: string; deals: readonly MyRequestCard[] }) {
  const { t } = useTranslation('deals');
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ minWidth: 0 }}>
      <Typography id={titleId} variant="h3" component="h2" sx={{ mb: { xs: 3, lg: 4 } }}>
        {title}
      </Typography>
      {/* Each row says by itself what stands in it. */}
      <Box aria-hidden sx={columnsSx}>
        <span>{t('column.deal')}</span>
        <span>{t('column.amount')}</span>
        <span>{t('column.step')}</span>
        <span>{t('column.time')}</span>
      </Box>
      <Box component="ul" sx={surfaceSx}>
        {deals.map((deal) => (
          <DealRow key={deal.id} deal={deal} />
        ))}
      </Box>
    </Box>
  );
}

/** In place of a list while it is read: as high as the rows. */
export function DealRowsSkeleton() {
  const { t } = useTranslation();
  return (
    <Box role="status" aria-label={t('state.loading')}>
      <Skeleton width={160} height={28} />
      <Box sx={{ ...surfaceSx, mt: { xs: 3, lg: 11 } }}>
        {[0, 1, 2, 3].map((index) => (
          <Box
            key={index}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', lg: COLUMNS },
              alignItems: 'center',
              columnGap: 5,
              rowGap: 3,
              p: 5,
              minHeight: { xs: 156, lg: 85 },
              border: { xs: 1, lg: 0 },
              borderTop: { lg: index === 0 ? 0 : 1 },
              borderColor: 'divider',
              borderRadius: { xs: 1.5, lg: 0 },
            }}
          >
            <Skeleton width="70%" height={20} />
            <Skeleton width={90} height={20} />
            <Skeleton width={110} height={24} round />
            <Box sx={{ display: { xs: 'none', lg: 'block' } }}>
              <Skeleton width={90} height={18} />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
