'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Receipt } from 'lucide-react';
import type { FeeSchedule, FeeTerms } from '@/actions/fees';
import { Panel } from '@/components/panel';
import { useFeeWords } from '@/hooks/use-fee-words';
import { useTranslation } from '@/locales/i18n-provider';

/** Each rule on a surface of its own: what holds for most, then the categories that have their own. */
export function FeeRules({ schedule }: { schedule: FeeSchedule }) {
  const { t } = useTranslation('fees');
  const { t: marketplace } = useTranslation('marketplace');
  const { categories } = schedule;
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Rule
        title={t(categories.length === 0 ? 'category.all' : 'category.others')}
        terms={schedule.default}
      />
      {categories.map(({ categoryId, terms }) => (
        <Rule key={categoryId} title={marketplace(`category.${categoryId}`)} terms={terms} />
      ))}
    </Box>
  );
}

const cellSx = { py: 2.5, borderTop: 1, borderColor: 'divider', verticalAlign: 'baseline' } as const;

function Rule({ title, terms }: { title: string; terms: FeeTerms }) {
  const { t } = useTranslation('fees');
  const words = useFeeWords();
  return (
    <Panel title={title} icon={Receipt} lead={words.bearer(terms)}>
      <Box
        component="table"
        aria-label={title}
        sx={{ width: '100%', borderCollapse: 'collapse', fontSize: '0.9375rem' }}
      >
        <Box component="thead" sx={{ color: 'text.secondary', fontSize: '0.8125rem', textAlign: 'start' }}>
          <tr>
            <Box component="th" scope="col" sx={{ pb: 2, textAlign: 'start', fontWeight: 550 }}>
              {t('table.part')}
            </Box>
            <Box component="th" scope="col" sx={{ pb: 2, textAlign: 'end', fontWeight: 550 }}>
              {t('table.fee')}
            </Box>
          </tr>
        </Box>
        <tbody>
          {terms.tiers.map(({ from, percentBps }, index) => (
            <tr key={from.amount}>
              <Box component="td" sx={cellSx}>
                {words.part(terms, index)}
              </Box>
              <Box component="td" className="tabular" sx={{ ...cellSx, textAlign: 'end', fontWeight: 650 }}>
                {words.percent(percentBps)}
              </Box>
            </tr>
          ))}
          {terms.fixed.amount !== '0' && (
            <tr>
              <Box component="td" sx={cellSx}>
                {t('table.fixed')}
              </Box>
              <Box component="td" className="tabular" sx={{ ...cellSx, textAlign: 'end', fontWeight: 650 }}>
                {words.price(terms.fixed)}
              </Box>
            </tr>
          )}
        </tbody>
      </Box>
      {terms.tiers.length > 1 && (
        <Typography variant="caption" component="p" sx={{ mt: 3, color: 'text.secondary' }}>
          {t('table.tiers')}
        </Typography>
      )}
    </Panel>
  );
}
