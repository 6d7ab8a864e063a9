'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Offer } from '@/actions/offers';
import { Person } from '@/components/person';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { priceBefore, type Best } from './comparison';
import { Terms, type TermsFees } from './terms';

interface OfferCardProps {
  offer: Offer;
  best?: Best;
  /** Whose fees stand under the price. */
  fees?: TermsFees;
  children?: ReactNode;
}

/** One offer with its newest terms; what can be done with it stands below. */
export function OfferCard({ offer, best, fees, children }: OfferCardProps) {
  const { t } = useTranslation('offers');
  const language = useLanguage();
  const { current } = offer;
  return (
    <Card
      component="article"
      aria-label={offer.seller.name}
      data-testid="offer"
      data-status={offer.status}
      sx={{ p: { xs: 5, sm: 6 }, display: 'flex', flexDirection: 'column', gap: 5, minWidth: 0 }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          alignItems: 'center',
          justifyContent: 'space-between',
        }}
      >
        <Person name={offer.seller.name} href={paths.profile(language, offer.seller.id)} />
        <StatusChip kind="offer" status={offer.status} size="small" />
      </Box>
      {current.terms ? (
        <Terms terms={current.terms} before={priceBefore(offer)} best={best} fees={fees} />
      ) : (
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', color: 'text.secondary' }}>
          <LockKeyhole size={20} aria-hidden />
          {t('sealed.hidden')}
        </Box>
      )}
      <Box sx={{ mt: 'auto', display: 'grid', gap: 4 }}>
        <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
          {t(current.by === 'buyer' ? 'version.byBuyer' : 'version.bySeller', { number: current.number })}
          {' · '}
          <RelativeTime at={current.at} />
        </Typography>
        {children}
      </Box>
    </Card>
  );
}
