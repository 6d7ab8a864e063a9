'use client';

import Box from '@mui/material/Box';
import type { Deal, Milestone } from '@/actions/deal';
import { useTranslation } from '@/locales/i18n-provider';

/** Which of several milestones a page is about: its place and its title. */
export function PartOf({ deal, milestone }: { deal: Deal; milestone: Milestone }) {
  const { t } = useTranslation('milestones');
  const { milestones } = deal.contract;
  const number = milestones.findIndex(({ id }) => id === milestone.id) + 1;
  return (
    <Box component="span">
      {t('place', { number, total: milestones.length })}
      {' · '}
      <Box component="bdi" sx={{ fontWeight: 600, color: 'text.primary' }}>
        {milestone.title}
      </Box>
    </Box>
  );
}
