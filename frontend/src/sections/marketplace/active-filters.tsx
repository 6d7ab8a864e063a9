'use client';

import Box from '@mui/material/Box';
import { X } from 'lucide-react';
import { Button } from '@/components/button';
import { languageInfo } from '@/config/languages';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { isolated } from './budget-text';
import { NO_FILTERS, type Filters } from './filters';
import { useFilters } from './use-filters';

/** What the list is narrowed to; each can be taken away by a press. */
export function ActiveFilters() {
  const { t } = useTranslation('marketplace');
  const format = useFormat();
  const { filters, change } = useFilters();
  const price = (cents: number) => isolated(format.price({ amount: String(cents), currency: 'USD' }));
  const entries: { key: string; label: string; without: Partial<Filters> }[] = [];
  if (filters.q !== '') entries.push({ key: 'q', label: `“${filters.q}”`, without: { q: '' } });
  if (filters.category) {
    const label = t(`category.${filters.category}`);
    entries.push({ key: 'category', label, without: { category: null } });
  }
  if (filters.minCents !== null) {
    const label = t('filters.atLeast', { price: price(filters.minCents) });
    entries.push({ key: 'min', label, without: { minCents: null } });
  }
  if (filters.maxCents !== null) {
    const label = t('filters.atMost', { price: price(filters.maxCents) });
    entries.push({ key: 'max', label, without: { maxCents: null } });
  }
  if (filters.language) {
    const label = t('filters.writtenIn', { language: languageInfo[filters.language].name });
    entries.push({ key: 'language', label, without: { language: null } });
  }
  return (
    <Box
      role="group"
      aria-label={t('filters.active')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minWidth: 0 }}
    >
      {entries.map(({ key, label, without }) => (
        <Button
          key={key}
          size="small"
          aria-label={t('filters.remove', { name: label })}
          endIcon={<X size={14} aria-hidden />}
          onClick={() => {
            change(without);
          }}
        >
          <Box component="bdi" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            {label}
          </Box>
        </Button>
      ))}
      <Button
        size="small"
        variant="text"
        onClick={() => {
          change({ ...NO_FILTERS, sort: filters.sort });
        }}
      >
        {t('filters.clear')}
      </Button>
    </Box>
  );
}
