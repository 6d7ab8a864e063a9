'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { RequestDetail } from '@/actions/marketplace';
import { RelativeTime, TimeLeft } from '@/components/time-left';
import { languageInfo } from '@/config/languages';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { isBiddingOver, offersUntil } from './bidding';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The terms of a request at a glance. */
export function Facts({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const format = useFormat();
  const now = useNow();
  const until = offersUntil(request, now);
  const over = isBiddingOver(request, now);
  return (
    <Box component="dl" aria-label={t('request.details')} sx={{ m: 0, display: 'grid', gap: 2.5 }}>
      <Row label={t('request.delivery')}>
        {t('request.deliveryWithin', { duration: format.duration(request.deliveryDays * DAY_MS) })}
      </Row>
      {until && (
        <Row label={request.sealed ? t('request.bidsUntil') : t('request.openUntil')}>
          <TimeLeft at={until} />
        </Row>
      )}
      {request.status !== 'draft' && (
        <Row label={t('request.offers')}>{format.number(request.offersCount)}</Row>
      )}
      {(request.status === 'open' || request.status === 'draft') && (
        <Row
          label={t('request.bidding')}
          note={request.sealed && !over ? t('request.sealedNote') : undefined}
        >
          {over
            ? t('card.biddingOver')
            : request.sealed
              ? t('request.biddingSealed')
              : t('request.biddingOpen')}
        </Row>
      )}
      <Row label={t('request.category')}>{t(`category.${request.categoryId}`)}</Row>
      <Row label={t('request.language')}>
        <bdi lang={languageInfo[request.language].tag}>{languageInfo[request.language].name}</bdi>
      </Row>
      {request.visibility === 'invited' && (
        <Row label={t('request.visibility')}>{t('request.visibilityInvited')}</Row>
      )}
      {request.publishedAt && (
        <Row label={t('request.posted')}>
          <RelativeTime at={request.publishedAt} />
        </Row>
      )}
    </Box>
  );
}

function Row({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 4, rowGap: 0.5 }}
    >
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Typography component="dd" variant="body2" className="tabular" sx={{ m: 0, fontWeight: 550 }}>
        {children}
      </Typography>
      {note && (
        <Typography
          variant="caption"
          component="dd"
          sx={{ m: 0, flexBasis: '100%', color: 'text.secondary' }}
        >
          {note}
        </Typography>
      )}
    </Box>
  );
}
