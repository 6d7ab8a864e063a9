'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { feesQuery } from '@/actions/fees';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { FeeCalculator } from './fee-calculator';
import { FeeRules } from './fee-rules';

const NOTES = ['fixed', 'held', 'refund', 'dispute', 'rounding', 'network'] as const;

/** What a deal costs, for everybody and before anything else: the rules, a calculator, and what happens to a fee. */
export function FeesView() {
  const { t } = useTranslation('fees');
  const { t: common } = useTranslation();
  const fees = useQuery(feesQuery());
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Box
        sx={{
          display: 'grid',
          gap: { xs: 6, md: 8 },
          alignItems: 'start',
          gridTemplateColumns: { md: 'minmax(0, 7fr) minmax(0, 5fr)' },
        }}
      >
        {fees.data ? (
          <FeeRules schedule={fees.data} />
        ) : fees.error ? (
          <ErrorState error={fees.error} onRetry={() => void fees.refetch()} />
        ) : (
          <Box role="status" aria-label={common('state.loading')}>
            <CardSkeleton height={240} />
          </Box>
        )}
        <FeeCalculator />
      </Box>
      <Box component="section" aria-labelledby="fee-notes" sx={{ mt: { xs: 10, md: 14 } }}>
        <Typography id="fee-notes" variant="h3" component="h2" sx={{ mb: 5 }}>
          {t('notes.heading')}
        </Typography>
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'grid',
            columnGap: 10,
            rowGap: 6,
            gridTemplateColumns: { sm: '1fr 1fr', lg: '1fr 1fr 1fr' },
          }}
        >
          {NOTES.map((note) => (
            <Box key={note} sx={{ borderTop: 1, borderColor: 'divider', pt: 4 }}>
              <Typography variant="subtitle2" component="dt">
                {t(`notes.${note}.title`)}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, mt: 1, color: 'text.secondary' }}>
                {t(`notes.${note}.body`)}
              </Typography>
            </Box>
          ))}
        </Box>
      </Box>
    </Page>
  );
}
