'use client';

import Box from '@mui/material/Box';
import GlobalStyles from '@mui/material/GlobalStyles';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Download, Printer } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { saveStatementAction } from '@/actions/books';
import { BackLink } from '@/components/back-link';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { printStyles } from '@/components/print-sheet';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { PeriodPicker } from './period-picker';
import { readDays, toPeriod, writeDays, type Days } from './period';
import { StatementPaper } from './statement-paper';

/** A person's statement of a period; the period stands in the address. */
export function StatementView() {
  const { t } = useTranslation('statement');
  const language = useLanguage();
  const pathname = usePathname();
  const params = useSearchParams();
  const days = readDays((name) => params.get(name));
  const period = toPeriod(days);
  const csv = useMutation(saveStatementAction);
  const change = (wanted: Days) => {
    window.history.replaceState(null, '', `${pathname}${writeDays(wanted)}`);
  };
  return (
    <Page>
      <GlobalStyles styles={printStyles} />
      <Box data-screen>
        <PageHeader
          eyebrow={<BackLink href={paths.wallet(language)}>{t('back')}</BackLink>}
          title={t('title')}
          lead={t('lead')}
          actions={
            period && (
              <>
                <Button
                  variant="contained"
                  startIcon={<Printer size={18} aria-hidden />}
                  onClick={() => {
                    window.print();
                  }}
                >
                  {t('pdf')}
                </Button>
                <Button
                  startIcon={<Download size={18} aria-hidden />}
                  loading={csv.isPending}
                  onClick={() => {
                    csv.mutate({ period, language });
                  }}
                >
                  {t('csv')}
                </Button>
              </>
            )
          }
        />
        <FormError error={csv.error} />
        <PeriodPicker days={days} onChange={change} />
      </Box>
      {period && <StatementPaper days={days} period={period} />}
      <Typography data-screen variant="body2" sx={{ mt: 6 }}>
        <TextLink href={paths.liabilities(language)}>{t('proof')}</TextLink>
      </Typography>
    </Page>
  );
}
