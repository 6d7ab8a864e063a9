'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useId, type MouseEvent, type ReactNode } from 'react';
import { categoriesQuery, type CategoryId } from '@/actions/marketplace';
import { NativeSelect } from '@/components/native-select';
import { isLanguage, languageInfo, LANGUAGES } from '@/config/languages';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { BudgetField } from './budget-field';
import { CATEGORIES } from './filters';
import { useFilters } from './use-filters';

/** Category, budget and language, beside the list or, on a phone, above it. */
export function FilterPanel() {
  const { t } = useTranslation('marketplace');
  const { filters, change } = useFilters();
  return (
    <Box sx={{ display: 'grid', gap: 6 }}>
      <Group title={t('filters.category')}>
        <Categories />
      </Group>
      <Group title={t('filters.budget')}>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
          <BudgetField
            label={t('filters.min')}
            cents={filters.minCents}
            onChange={(minCents) => {
              change({ minCents });
            }}
          />
          <BudgetField
            label={t('filters.max')}
            cents={filters.maxCents}
            onChange={(maxCents) => {
              change({ maxCents });
            }}
          />
        </Box>
      </Group>
      <Group title={t('filters.language')}>
        <Box sx={{ display: 'grid' }}>
          <NativeSelect
            size="small"
            label={t('filters.language')}
            value={filters.language ?? ''}
            options={[
              { value: '', label: t('filters.anyLanguage') },
              ...LANGUAGES.map((value) => ({ value, label: languageInfo[value].name })),
            ]}
            onChange={(value) => {
              change({ language: isLanguage(value) ? value : null });
            }}
          />
        </Box>
      </Group>
    </Box>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id}>
      <Typography id={id} variant="subtitle2" component="h2" sx={{ mb: 2 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Categories() {
  const { t } = useTranslation('marketplace');
  const { filters } = useFilters();
  const counts = useQuery(categoriesQuery()).data?.items;
  const countOf = (id: CategoryId) => counts?.find((one) => one.id === id)?.openCount;
  const all = counts?.reduce((sum, one) => sum + one.openCount, 0);
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        mx: -2,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr 1fr', lg: '1fr' },
        columnGap: 2,
      }}
    >
      <CategoryLine
        id={null}
        label={t('filters.allCategories')}
        count={all}
        current={filters.category === null}
      />
      {CATEGORIES.map((id) => (
        <CategoryLine
          key={id}
          id={id}
          label={t(`category.${id}`)}
          count={countOf(id)}
          current={filters.category === id}
        />
      ))}
    </Box>
  );
}

interface CategoryLineProps {
  id: CategoryId | null;
  label: string;
  count: number | undefined;
  current: boolean;
}

function CategoryLine({ id, label, count, current }: CategoryLineProps) {
  const format = useFormat();
  const { filters, hrefOf, change } = useFilters();
  return (
    <Box component="li" sx={{ minWidth: 0 }}>
      <Box
        component={NextLink}
        href={hrefOf({ ...filters, category: id })}
        aria-current={current ? 'true' : undefined}
        onClick={(event: MouseEvent) => {
          // Opened beside by its usual keys, it is a link like any other.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          change({ category: id });
        }}
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 2,
          minHeight: 34,
          px: 2,
          py: 1,
          borderRadius: 1,
          textDecoration: 'none',
          fontSize: '0.9375rem',
          lineHeight: 1.35,
          color: current ? 'primary.main' : 'text.secondary',
          fontWeight: current ? 580 : 450,
          bgcolor: current ? 'action.selected' : 'transparent',
          '&:hover': {
            color: current ? 'primary.main' : 'text.primary',
            bgcolor: current ? 'action.selected' : 'action.hover',
          },
          '@media (pointer: coarse)': { minHeight: 40 },
        }}
      >
        {label}
        <Box
          component="span"
          className="tabular"
          sx={{ fontSize: '0.8125rem', minWidth: 16, textAlign: 'end' }}
        >
          {count === undefined ? '' : format.number(count)}
        </Box>
      </Box>
    </Box>
  );
}
