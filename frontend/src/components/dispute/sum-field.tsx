'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { InputFrame } from '@/components/input-frame';
import type { AssetLook } from '@/components/money';
import { parseDecimal } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

interface SumFieldProps {
  label: string;
  asset: AssetLook;
  /** Base units; what is shown while nobody types. */
  valueBase: bigint;
  /** Not more than this can be written. */
  maxBase: bigint;
  disabled?: boolean | undefined;
  onChange: (valueBase: bigint) => void;
  /** Told whether what is written cannot be taken: nothing is to be sent meanwhile. */
  onProblem: (isWrong: boolean) => void;
}

/**
 * An exact sum of an asset. What is typed is kept as it is while it can be read; what cannot be read, or is more than
 * there is, changes nothing and says why.
 */
export function SumField({ label, asset, valueBase, maxBase, disabled, onChange, onProblem }: SumFieldProps) {
  const { t } = useTranslation('dispute');
  const format = useFormat();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(valueBase);
  // The slider or the other field has moved it: what was typed before does not count any more.
  if (seen !== valueBase) {
    setSeen(valueBase);
    if (typed !== null && parseDecimal(typed, asset.decimals) !== valueBase.toString()) setTyped(null);
  }
  const written = format.base(valueBase.toString(), asset.decimals);
  const problemOf = (text: string) => {
    const base = parseDecimal(text, asset.decimals);
    if (base === null) return t('sum.unreadable', { count: asset.decimals });
    return BigInt(base) > maxBase
      ? t('sum.tooMuch', { amount: format.base(maxBase.toString(), asset.decimals), symbol: asset.symbol })
      : null;
  };
  const problem = typed === null ? null : problemOf(typed);
  return (
    // Two beside each other share their rows, so that a label of two lines moves neither field.
    <Box
      sx={{
        minWidth: 0,
        display: 'grid',
        rowGap: 1,
        gridRow: 'span 2',
        gridTemplate: 'subgrid / minmax(0, 1fr)',
      }}
    >
      <Typography component="label" htmlFor={id} variant="body2" sx={{ alignSelf: 'end', fontWeight: 550 }}>
        {label}
      </Typography>
      <div>
        <InputFrame wrong={problem !== null} dir="ltr">
          <input
            id={id}
            className="tabular"
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            value={typed ?? written}
            aria-invalid={problem !== null}
            aria-describedby={problem ? `${id}-note` : undefined}
            onChange={({ target: { value } }) => {
              setTyped(value);
              const isWrong = problemOf(value) !== null;
              onProblem(isWrong);
              if (!isWrong) onChange(BigInt(parseDecimal(value, asset.decimals) ?? '0'));
            }}
            onBlur={() => {
              if (problem === null) setTyped(null);
            }}
          />
          <Box component="span" sx={{ paddingInlineEnd: 3 }}>
            {asset.symbol}
          </Box>
        </InputFrame>
        {problem && (
          <Typography
            id={`${id}-note`}
            role="alert"
            variant="caption"
            sx={{ display: 'block', mt: 1, color: 'error.main' }}
          >
            {problem}
          </Typography>
        )}
      </div>
    </Box>
  );
}
