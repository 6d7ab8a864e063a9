'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

export type BooksPart = 'ledger' | 'trial' | 'reconciliation' | 'check';

interface FrameProps {
  part: BooksPart;
  actions?: ReactNode;
  children: ReactNode;
}

/** The desk's four pages under one heading. */
export function BooksFrame({ part, actions, children }: FrameProps) {
  const { t } = useTranslation('adminBooks');
  const language = useLanguage();
  const places = {
    ledger: paths.admin.books,
    trial: paths.admin.trialBalance,
    reconciliation: paths.admin.reconciliation,
    check: paths.admin.booksCheck,
  } as const;
  const parts = ['ledger', 'trial', 'reconciliation', 'check'] as const;
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t(`${part}.lead`)} actions={actions} />
      <Box sx={{ mb: 6 }}>
        <SegmentedLinks
          label={t('tabs.label')}
          value={part}
          choices={parts.map((value) => ({
            value,
            label: t(`tabs.${value}`),
            href: places[value](language),
          }))}
        />
      </Box>
      {children}
    </Page>
  );
}
