'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { TrendingDown, Zap } from 'lucide-react';
import type { ReactNode } from 'react';
import { feeQuoteQuery, feesQuery, type CategoryId } from '@/actions/fees';
import type { OfferTerms } from '@/actions/offers';
import { assetLooksQuery } from '@/actions/asset-looks';
import { AssetIcon } from '@/components/asset-icon';
import { Price } from '@/components/money';
import { TonePill } from '@/components/tone-pill';
import { useFeeWords } from '@/hooks/use-fee-words';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { Best } from './comparison';
import { MilestoneList } from './milestone-list';

const ALL_BPS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface TermsFees {
  readonly categoryId: CategoryId | undefined;
  readonly side: 'buyer' | 'seller';
}

interface TermsProps {
  terms: OfferTerms;
  /** What it cost in the revision before, where that was another price. */
  before?: OfferTerms['price'] | null;
  /** How it stands among the other offers. */
  best?: Best;
  fees?: TermsFees;
}

/** The terms of a revision, the price loudest. */
export function Terms({ terms, before, best, fees }: TermsProps) {
  const { t } = useTranslation('offers');
  const format = useFormat();
  const assets = useQuery(assetLooksQuery()).data ?? [];
  const { milestones = [] } = terms;
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3 }}>
        <Box data-testid="offer-price">
          <Price variant="money" price={terms.price} />
        </Box>
        {before && (
          <Box component="span" sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
            {t('priceBefore', { price: `\u2068${format.price(before)}\u2069` })}
          </Box>
        )}
        {fees && <AfterFees price={terms.price} fees={fees} />}
      </Box>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2 }}>
        <Line label={t('delivery')}>
          {t('afterPayment', { duration: format.duration(terms.deliveryDays * DAY_MS) })}
        </Line>
        <Line label={t('inspection')}>{format.duration((terms.inspectionDays ?? 7) * DAY_MS)}</Line>
        <Line label={t('assets')}>
          <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', columnGap: 3, rowGap: 1.5 }}>
            {terms.acceptedAssets.map((code) => {
              const asset = assets.find((one) => one.code === code);
              return (
                <Box
                  key={code}
                  component="span"
                  sx={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}
                >
                  {asset && <AssetIcon asset={asset} size={18} />}
                  <bdi dir="ltr">{asset ? `${asset.symbol} · ${asset.network}` : code}</bdi>
                </Box>
              );
            })}
          </Box>
        </Line>
      </Box>
      {milestones.length > 0 && <MilestoneList milestones={milestones} />}
      {(best?.price === true || best?.delivery === true) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {best.price && (
            <TonePill tone="funded" size="small">
              <TrendingDown size={12} strokeWidth={2.25} aria-hidden />
              {t('best.price')}
            </TonePill>
          )}
          {best.delivery && (
            <TonePill tone="funded" size="small">
              <Zap size={12} strokeWidth={2.25} aria-hidden />
              {t('best.delivery')}
            </TonePill>
          )}
        </Box>
      )}
      {terms.message && (
        <Typography
          component="blockquote"
          dir="auto"
          sx={{
            m: 0,
            p: 4,
            borderRadius: 1,
            bgcolor: 'surface.sunken',
            fontSize: '0.9375rem',
            whiteSpace: 'pre-line',
            overflowWrap: 'anywhere',
          }}
        >
          {terms.message}
        </Typography>
      )}
    </Box>
  );
}

/**
 * The total to the buyer, or what the seller receives. Where the buyer bears nothing in this category, the schedule
 * says so at once and no offer has to be reckoned by itself.
 */
function AfterFees({ price, fees }: { price: OfferTerms['price']; fees: TermsFees }) {
  const { t } = useTranslation('fees');
  const { price: inWords } = useFeeWords();
  const schedule = useQuery(feesQuery()).data;
  const { categoryId, side } = fees;
  const own = schedule?.categories.find((one) => one.categoryId === categoryId)?.terms ?? schedule?.default;
  const share = side === 'buyer' ? own?.buyerShareBps : own && ALL_BPS - own.buyerShareBps;
  const free = share === 0;
  const quote = useQuery(feeQuoteQuery(share === undefined || free ? null : price.amount, categoryId)).data;
  const fee = side === 'buyer' ? quote?.buyerFee : quote?.sellerFee;
  const total = side === 'buyer' ? quote?.buyerPays : quote?.sellerGets;
  return (
    <Box
      data-testid="offer-fees"
      sx={{ flexBasis: '100%', minHeight: 21, fontSize: '0.875rem', color: 'text.secondary' }}
    >
      {free && t(side === 'buyer' ? 'line.freeForBuyer' : 'line.freeForSeller')}
      {!free && fee && total && t(`line.${side}`, { fee: inWords(fee), total: inWords(total) })}
    </Box>
  );
}

export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        justifyContent: 'space-between',
        columnGap: 4,
        rowGap: 0.5,
        fontSize: '0.875rem',
      }}
    >
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, fontWeight: 550 }}>
        {children}
      </Box>
    </Box>
  );
}
