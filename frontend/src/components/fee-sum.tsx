'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { FeeQuote } from '@/lib/api/types.gen';
import { useTranslation } from '@/locales/i18n-provider';
import { Price } from './money';
import { Skeleton } from './skeleton';

interface FeeSumProps {
  /** Undefined while it is reckoned. */
  quote: FeeQuote | undefined;
  /** Who reads it: their part of the fee, and what they pay or receive. */
  side: 'buyer' | 'seller';
  /** `you` to one of the two, `page` where anybody reads. */
  wording?: 'you' | 'page';
}

/** Price, fee and what it comes to, shown before anybody commits. The figures are the server's. */
export function FeeSum({ quote, side, wording = 'you' }: FeeSumProps) {
  const { t } = useTranslation('fees');
  const buyer = side === 'buyer';
  const own = buyer ? quote?.buyerFee : quote?.sellerFee;
  const others = buyer ? quote?.sellerFee : quote?.buyerFee;
  const free = own?.amount === '0';
  const freeWords = others?.amount === '0' ? t('sum.none') : t(buyer ? 'sum.bySeller' : 'sum.byBuyer');
  const total = buyer ? quote?.buyerPays : quote?.sellerGets;
  return (
    <Box
      component="dl"
      data-testid={`fee-sum-${side}`}
      sx={{
        m: 0,
        p: 4,
        display: 'grid',
        gap: 2,
        borderRadius: 1,
        bgcolor: 'surface.sunken',
        fontSize: '0.875rem',
        color: 'text.secondary',
      }}
    >
      <Row label={t('sum.price')}>{quote && <Price price={quote.price} cents />}</Row>
      <Row label={t('sum.fee')}>
        {own && (free ? freeWords : <Signed sign={buyer ? '+' : '−'}>{<Price price={own} cents />}</Signed>)}
      </Row>
      <Row label={t(buyer ? `sum.${wording}.pay` : `sum.${wording}.receive`)} strong>
        {total && <Price price={total} cents />}
      </Row>
    </Box>
  );
}

/** The sign stands before its amount in every language. */
function Signed({ sign, children }: { sign: string; children: ReactNode }) {
  return (
    <bdi dir="ltr">
      {sign} {children}
    </bdi>
  );
}

function Row({ label, strong, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        justifyContent: 'space-between',
        columnGap: 4,
        ...(strong
          ? {
              pt: 2,
              borderTop: 1,
              borderColor: 'divider',
              color: 'text.primary',
              fontSize: '1rem',
              fontWeight: 650,
            }
          : {}),
      }}
    >
      <Box component="dt">{label}</Box>
      <Box
        component="dd"
        aria-live={strong ? 'polite' : undefined}
        sx={{ m: 0, fontWeight: strong ? 650 : 550 }}
      >
        {children ?? <Skeleton width={72} height={18} />}
      </Box>
    </Box>
  );
}
