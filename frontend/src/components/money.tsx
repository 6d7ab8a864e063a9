'use client';

import Box from '@mui/material/Box';
import Typography, { type TypographyProps } from '@mui/material/Typography';
import type { PriceLike } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { AssetIcon } from './asset-icon';

/** The part of an asset of the API that an amount needs to be shown. */
export interface AssetLook {
  readonly code: string;
  readonly symbol: string;
  readonly network: string;
  readonly decimals: number;
}

interface MoneyProps {
  /** Integer base units. */
  amountBase: string;
  asset: AssetLook;
  /** The price in the reader's currency, shown beside it. */
  price?: PriceLike | null;
  /** `large` is for the one amount a page is about. */
  size?: 'inline' | 'small' | 'large';
  showNetwork?: boolean;
}

/** An exact amount of an asset; always left to right, whatever the page's direction. */
export function Money({
  amountBase,
  asset,
  price,
  size = 'inline',
  showNetwork = size !== 'inline',
}: MoneyProps) {
  const format = useFormat();
  const { t } = useTranslation();
  const number = format.base(amountBase, asset.decimals);
  if (size === 'inline') {
    return (
      <Box component="bdi" dir="ltr" className="tabular" sx={{ whiteSpace: 'nowrap', fontWeight: 550 }}>
        {number} {asset.symbol}
      </Box>
    );
  }
  const large = size === 'large';
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: large ? 4 : 3 }}>
      <AssetIcon asset={asset} size={large ? 44 : 32} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant={large ? 'money' : 'moneySmall'} component="div">
          <bdi dir="ltr">
            {number}{' '}
            <Box component="span" sx={{ fontWeight: 550, color: 'text.secondary', fontSize: '0.62em' }}>
              {asset.symbol}
            </Box>
          </bdi>
        </Typography>
        {(showNetwork || price) && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {showNetwork && t('money.onNetwork', { network: asset.network })}
            {showNetwork && price && ' · '}
            {price && <bdi dir="ltr">{format.price(price)}</bdi>}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

interface PriceProps extends Pick<TypographyProps, 'variant' | 'color'> {
  price: PriceLike;
  /** Keep ".00", to line up a column. */
  cents?: boolean;
}

/** A price in US dollars, from cents. */
export function Price({ price, cents, variant = 'inherit', color }: PriceProps) {
  const format = useFormat();
  return (
    <Typography variant={variant} color={color} component="bdi" dir="ltr" className="tabular" noWrap>
      {format.price(price, { cents })}
    </Typography>
  );
}
