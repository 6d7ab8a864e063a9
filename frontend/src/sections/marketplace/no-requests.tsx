'use client';

import { SearchX, Telescope } from 'lucide-react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { useTranslation } from '@/locales/i18n-provider';

interface NoRequestsProps {
  /** Takes the filters away; missing where there are none. */
  onClear: (() => void) | undefined;
}

/** What the list says when nothing is found, or when there is nothing at all. */
export function NoRequests({ onClear }: NoRequestsProps) {
  const { t } = useTranslation('marketplace');
  if (!onClear) {
    return <EmptyState icon={Telescope} title={t('empty.nothingTitle')} body={t('empty.nothingBody')} />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t('empty.title')}
      body={t('empty.body')}
      action={<Button onClick={onClear}>{t('filters.clear')}</Button>}
    />
  );
}
