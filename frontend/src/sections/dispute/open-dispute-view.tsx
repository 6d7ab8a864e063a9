'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { dealQuery } from '@/actions/deal';
import { useWords } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ReadPage } from '@/components/read-page';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { OpenDisputeForm } from './open-dispute-form';
import { disputable } from './opening';

/** Opening a dispute: one question after another, or why there is nothing to dispute. */
export function OpenDisputeView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const words = useWords();
  const reading = useQuery(dealQuery(requestId));
  const nothing = (why: 'gone' | 'notNow') => (
    <EmptyState
      icon={CircleCheck}
      title={t(why === 'gone' ? 'gone.title' : 'open.notNow')}
      body={t(why === 'gone' ? 'gone.body' : 'open.notNowBody')}
      action={
        <LinkButton href={paths.deal(language, requestId)} variant="contained">
          {t('gone.deal')}
        </LinkButton>
      }
    />
  );
  return (
    <ReadPage
      reading={reading}
      words={words}
      width="reading"
      skeleton={{ count: 1, height: 320, label: t('loading') }}
      none={nothing('gone')}
    >
      {(deal) => {
        const milestones = disputable(deal);
        if (milestones.length === 0 || deal.viewerRole === 'admin') return nothing('notNow');
        return <OpenDisputeForm deal={deal} role={deal.viewerRole} milestones={milestones} words={words} />;
      }}
    </ReadPage>
  );
}
