'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AssetLook } from '@/components/money';
import { divide, SLIDER_STEPS, stepOf, sumAt, type ReleaseSharesLike } from '@/lib/division';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { DivisionBar, type PartyNames } from './division-bar';
import { Range } from './range';
import { SumField } from './sum-field';

interface SplitInputProps {
  heldBase: bigint;
  /** What the buyer would get back. */
  buyerGetsBase: bigint;
  release: ReleaseSharesLike;
  asset: AssetLook;
  names: PartyNames;
  viewer?: 'buyer' | 'seller' | undefined;
  disabled?: boolean;
  onChange: (buyerGetsBase: bigint) => void;
  /** What is written in a field cannot be taken. */
  onProblem: (isWrong: boolean) => void;
}

/** A split of what is held: by slider or to the last unit; what one side has more, the other has less. */
export function SplitInput(props: SplitInputProps) {
  const { heldBase, buyerGetsBase, release, asset, names, viewer, disabled, onChange, onProblem } = props;
  const { t } = useTranslation('dispute');
  const format = useFormat();
  const money = (base: bigint) => `${format.base(base.toString(), asset.decimals)} ${asset.symbol}`;
  const releasedBase = heldBase - buyerGetsBase;
  const move = (base: bigint) => {
    onProblem(false);
    onChange(base);
  };
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 4 }} aria-hidden>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('split.allToSeller', { name: names.seller })}
          </Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary', textAlign: 'end' }}>
            {t('split.allToBuyer', { name: names.buyer })}
          </Typography>
        </Box>
        <Range
          type="range"
          min={0}
          max={SLIDER_STEPS}
          step={1}
          disabled={disabled}
          value={stepOf(buyerGetsBase, heldBase)}
          aria-label={t('split.slider', { name: names.buyer })}
          aria-valuetext={t('split.valueText', {
            buyer: names.buyer,
            back: money(buyerGetsBase),
            seller: names.seller,
            released: money(releasedBase),
          })}
          onChange={({ target: { value } }) => {
            move(sumAt(Number(value), heldBase));
          }}
        />
      </Box>
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { sm: '1fr 1fr' }, alignItems: 'start' }}>
        <SumField
          label={t('split.back', { name: names.buyer })}
          asset={asset}
          valueBase={buyerGetsBase}
          maxBase={heldBase}
          disabled={disabled}
          onChange={move}
          onProblem={onProblem}
        />
        <SumField
          label={t('split.released', { name: names.seller })}
          asset={asset}
          valueBase={releasedBase}
          maxBase={heldBase}
          disabled={disabled}
          onChange={(base) => {
            move(heldBase - base);
          }}
          onProblem={onProblem}
        />
      </Box>
      <DivisionBar
        division={divide(heldBase, buyerGetsBase, release)}
        asset={asset}
        names={names}
        viewer={viewer}
      />
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {t('split.fee', { held: money(heldBase) })}
      </Typography>
    </Box>
  );
}
