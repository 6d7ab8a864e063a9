'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { dealQuery } from '@/actions/deal';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { ListSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { OpenDisputeForm } from './open-dispute-form';
import { disputable } from './opening';
import { useDisputeWords } from './use-dispute-words';

/** Opening a dispute: one question after another, or why there is nothing to dispute. */
export function OpenDisputeView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const words = useDisputeWords();
  const { data: deal, error, refetch } = useQuery(dealQuery(requestId));
  const isNone = error instanceof ApiError && [400, 403, 404].includes(error.status);
  const milestones = deal ? disputable(deal) : [];
  if (deal && words.ready && milestones.length > 0 && deal.viewerRole !== 'admin') {
    return (
      <Page width="reading">
        <OpenDisputeForm deal={deal} role={deal.viewerRole} milestones={milestones} words={words} />
      </Page>
    );
  }
  return (
    <Page width="reading">
      {isNone || (deal && words.ready) ? (
        <EmptyState
          icon={CircleCheck}
          title={t(isNone ? 'gone.title' : 'open.notNow')}
          body={t(isNone ? 'gone.body' : 'open.notNowBody')}
          action={
            <LinkButton href={paths.deal(language, requestId)} variant="contained">
              {t('gone.deal')}
            </LinkButton>
          }
        />
      ) : error || words.error ? (
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
          <ListSkeleton count={1} height={320} label={t('loading')} />
        </>
      )}
    </Page>
  );
}
