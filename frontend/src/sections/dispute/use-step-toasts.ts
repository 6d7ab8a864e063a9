'use client';

import { isOutdated } from '@/actions/deal';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

/**
 * What is said after a step: that it is done, or why not, and that the page was old where it was. Where the reason
 * stands beside the button anyway, it is not said twice.
 */
export function useStepToasts() {
  const toast = useToast();
  const { t } = useTranslation('dispute');
  return (done: string, after?: () => void, reason: 'toast' | 'beside' = 'toast') => ({
    onSuccess: () => {
      toast.success(done);
      after?.();
    },
    onError: (error: unknown) => {
      if (reason === 'toast') toast.error(error);
      if (isOutdated(error)) toast.info(t('toast.outdated'));
    },
  });
}
