'use client';

import { CircleCheck } from 'lucide-react';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

/** In place of a step that is not possible at this stage. */
export function NotNow({ requestId, step }: { requestId: string; step: 'deliver' | 'approve' }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  return (
    <EmptyState
      icon={CircleCheck}
      title={t(`${step}.notNow`)}
      body={t(`${step}.notNowBody`)}
      action={
        <LinkButton href={paths.deal(language, requestId)} variant="contained">
          {t('deliver.toDeal')}
        </LinkButton>
      }
    />
  );
}
