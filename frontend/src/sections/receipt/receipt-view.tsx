'use client';

import Box from '@mui/material/Box';
import GlobalStyles from '@mui/material/GlobalStyles';
import { useQuery } from '@tanstack/react-query';
import { Download, FileText, Printer } from 'lucide-react';
import { fetchVerifier, receiptQuery, saveJson, saveReceiptKeysAction } from '@/actions/books';
import { assetLooksQuery } from '@/actions/asset-looks';
import { BackLink } from '@/components/back-link';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { PrintSheet, printStyles } from '@/components/print-sheet';
import { CardSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { ReceiptPaper } from './receipt-paper';

/** The receipt of a deal, to read, to print, and to keep with all that is needed to check it. */
export function ReceiptView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('receipt');
  const language = useLanguage();
  const { data, error, refetch } = useQuery(receiptQuery(requestId));
  const { data: assets, error: noAssets, refetch: readAssets } = useQuery(assetLooksQuery());
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <Page width="reading">
      <GlobalStyles styles={printStyles} />
      <Box data-screen>
        <PageHeader
          eyebrow={<BackLink href={paths.deal(language, requestId)}>{t('back')}</BackLink>}
          title={t('title')}
          lead={t('lead')}
          actions={
            data && (
              <>
                <Button
                  variant="contained"
                  startIcon={<Printer size={18} aria-hidden />}
                  onClick={() => {
                    window.print();
                  }}
                >
                  {t('print')}
                </Button>
                <Button
                  startIcon={<Download size={18} aria-hidden />}
                  onClick={() => {
                    saveJson(data, `amn-receipt-${data.receipt.receiptId}.json`);
                  }}
                >
                  {t('json')}
                </Button>
              </>
            )
          }
        />
      </Box>
      {missing ? (
        <EmptyState
          icon={FileText}
          title={t('none.title')}
          body={t('none.body')}
          action={<LinkButton href={paths.deal(language, requestId)}>{t('back')}</LinkButton>}
        />
      ) : error || noAssets ? (
        <ErrorState
          error={error ?? noAssets}
          onRetry={() => {
            void refetch();
            void readAssets();
          }}
        />
      ) : data && assets ? (
        <PrintSheet>
          <ReceiptPaper file={data} assets={assets} />
          <Box data-screen sx={{ mt: 6, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            <Button size="small" onClick={() => void saveReceiptKeysAction()}>
              {t('proof.keys')}
            </Button>
            <Button
              size="small"
              onClick={() => {
                fetchVerifier('receipt');
              }}
            >
              {t('proof.program')}
            </Button>
          </Box>
        </PrintSheet>
      ) : (
        <CardSkeleton height={480} />
      )}
    </Page>
  );
}
