'use client';

import { useQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { dealQuery, type Deal } from '@/actions/deal';
import { useWords, type Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ReadPage } from '@/components/read-page';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

interface WithDealProps {
  requestId: string;
  width?: 'reading' | 'normal';
  children: (deal: Deal, words: Words) => ReactNode;
}

/** The frame of a deal's pages: reads the deal, and says why where there is none to show. */
export function WithDeal({ requestId, width, children }: WithDealProps) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const words = useWords();
  const reading = useQuery(dealQuery(requestId));
  return (
    <ReadPage
      reading={reading}
      words={words}
      width={width}
      skeleton={{ count: 3, height: 220, label: t('loading') }}
      none={
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
      }
    >
      {(deal) => children(deal, words)}
    </ReadPage>
  );
}
