'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

const PARTS = ['payments', 'callbacks', 'assets'] as const;
type Part = (typeof PARTS)[number];

/** The desk's three pages under one heading. */
export function PaymentsFrame({ part, children }: { part: Part; children: ReactNode }) {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t(`${part}.lead`)} />
      <Box sx={{ mb: 6 }}>
        <SegmentedLinks
          label={t('tabs.label')}
          value={part}
          choices={PARTS.map((value) => ({
            value,
            label: t(`tabs.${value}`),
            href: paths.admin[value](language),
          }))}
        />
      </Box>
      {children}
    </Page>
  );
}
