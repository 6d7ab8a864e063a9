'use client';

import Box from '@mui/material/Box';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Calculator } from 'lucide-react';
import { useId, useState } from 'react';
import { feeQuoteQuery, type CategoryId } from '@/actions/fees';
import { ErrorState } from '@/components/error-state';
import { FeeSum } from '@/components/fee-sum';
import { InputFrame } from '@/components/input-frame';
import { NativeSelect } from '@/components/native-select';
import { Panel } from '@/components/panel';
import { useSettled } from '@/hooks/use-settled';
import { parseDecimal } from '@/locales/format';
import { useTranslation } from '@/locales/i18n-provider';

const CATEGORIES = [
  'design',
  'software',
  'writing',
  'translation',
  'marketing',
  'electronics',
  'fashion',
  'home',
  'art',
  'business',
  'education',
  'other',
] as const satisfies readonly CategoryId[];

const EXAMPLE = '500';

const labelSx = { display: 'block', mb: 1.5, fontSize: '0.875rem', fontWeight: 550 } as const;

/** The very reckoning of a deal, for a price and a category of one's own. */
export function FeeCalculator() {
  const { t } = useTranslation('fees');
  const { t: marketplace } = useTranslation('marketplace');
  const id = useId();
  const [text, setText] = useState(EXAMPLE);
  const [category, setCategory] = useState<CategoryId>('design');
  const cents = useSettled(parseDecimal(text, 2));
  const query = feeQuoteQuery(cents, category);
  const quote = useQuery({ ...query, placeholderData: keepPreviousData });
  const invalid = text.trim() !== '' && query.enabled !== true;
  return (
    <Panel title={t('calculator.title')} icon={Calculator} lead={t('calculator.lead')}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <div>
          <Box component="label" htmlFor={`${id}-price`} sx={labelSx}>
            {t('sum.price')}
          </Box>
          <InputFrame wrong={invalid}>
            <span aria-hidden>$</span>
            <input
              id={`${id}-price`}
              dir="ltr"
              className="tabular"
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              value={text}
              aria-invalid={invalid}
              aria-describedby={invalid ? `${id}-note` : undefined}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
          </InputFrame>
          {invalid && (
            <Box id={`${id}-note`} role="alert" sx={{ mt: 1, fontSize: '0.8125rem', color: 'error.main' }}>
              {t('calculator.invalid')}
            </Box>
          )}
        </div>
        <div>
          <Box component="label" htmlFor={`${id}-category`} sx={labelSx}>
            {t('calculator.category')}
          </Box>
          <NativeSelect
            id={`${id}-category`}
            value={category}
            options={CATEGORIES.map((value) => ({ value, label: marketplace(`category.${value}`) }))}
            onChange={(value) => {
              setCategory(CATEGORIES.find((one) => one === value) ?? 'other');
            }}
          />
        </div>
        {quote.error && !quote.data ? (
          <ErrorState error={quote.error} onRetry={() => void quote.refetch()} />
        ) : (
          !invalid && (
            <Box
              aria-busy={quote.isPlaceholderData}
              sx={{ display: 'grid', gap: 4, opacity: quote.isPlaceholderData ? 0.6 : 1 }}
            >
              <Part title={t('calculator.buyer')}>
                <FeeSum quote={quote.data} side="buyer" wording="page" />
              </Part>
              <Part title={t('calculator.seller')}>
                <FeeSum quote={quote.data} side="seller" wording="page" />
              </Part>
            </Box>
          )
        )}
      </Box>
    </Panel>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <Box component="h3" sx={{ m: 0, mb: 1.5, fontSize: '0.875rem', fontWeight: 550 }}>
        {title}
      </Box>
      {children}
    </section>
  );
}
