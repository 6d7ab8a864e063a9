'use client';

import { useQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { dealQuery, type Deal } from '@/actions/deal';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { ListSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useDealWords, type DealWords } from './use-deal-words';

interface WithDealProps {
  requestId: string;
  width?: 'reading' | 'normal';
  children: (deal: Deal, words: DealWords) => ReactNode;
}

/** The frame of a deal's pages: reads the deal, and says why where there is none to show. */
export function WithDeal({ requestId, width = 'normal', children }: WithDealProps) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const words = useDealWords();
  const { data, error, refetch } = useQuery(dealQuery(requestId));
  if (data && words.ready) return <Page width={width}>{children(data, words)}</Page>;
  const isNone = error instanceof ApiError && [400, 403, 404].includes(error.status);
  return (
    <Page width={width}>
      {isNone ? (
        <EmptyState
          icon={Ban}
          title={t('gone.title')}
          body={t('gone.body')}
          action={
            <LinkButton href={paths.request(language, requestId)} variant="contained">
              {t('gone.request')}
            </LinkButton>
          }
        />
      ) : (error && !data) || words.error ? (
        <ErrorState
          error={error ?? words.error}
          onRetry={() => {
            void refetch();
            void words.readAgain();
          }}
        />
      ) : (
        <>
          <PageHeaderSkeleton />
          <ListSkeleton count={3} height={220} label={t('loading')} />
        </>
      )}
    </Page>
  );
}
