'use client';

import { useQuery } from '@tanstack/react-query';
import { Ban, Gavel } from 'lucide-react';
import type { ReactNode } from 'react';
import { disputeQuery } from '@/actions/disputes';
import { useWords, type Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ReadPage } from '@/components/read-page';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isParty, type PartyDispute } from './dispute-state';

interface WithDisputeProps {
  requestId: string;
  disputeId: string;
  children: (dispute: PartyDispute, words: Words) => ReactNode;
}

/** The frame of a dispute's page: reads the dispute, and says why where there is none to show. */
export function WithDispute({ requestId, disputeId, children }: WithDisputeProps) {
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const words = useWords();
  const reading = useQuery(disputeQuery(disputeId));
  return (
    <ReadPage
      reading={reading}
      words={words}
      skeleton={{ count: 3, height: 220, label: t('loading') }}
      none={
        <EmptyState
          icon={Ban}
          title={t('gone.title')}
          body={t('gone.body')}
          action={
            <LinkButton href={paths.deal(language, requestId)} variant="contained">
              {t('gone.deal')}
            </LinkButton>
          }
        />
      }
    >
      {(dispute) =>
        isParty(dispute) ? (
          children(dispute, words)
        ) : (
          <EmptyState
            icon={Gavel}
            title={t('desk.title')}
            body={t('desk.body')}
            action={
              <LinkButton href={paths.admin.dispute(language, disputeId)} variant="contained">
                {t('desk.open')}
              </LinkButton>
            }
          />
        )
      }
    </ReadPage>
  );
}
