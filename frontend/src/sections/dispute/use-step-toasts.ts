'use client';

import { isOutdated } from '@/actions/deal';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

/** What is said after a step: that it is done, or why not, and that the page was old where it was. */
export function useStepToasts() {
  const toast = useToast();
  const { t } = useTranslation('dispute');
  return (done: string, after?: () => void) => ({
    onSuccess: () => {
      toast.success(done);
      after?.();
    },
    onError: (error: unknown) => {
      toast.error(error);
      if (isOutdated(error)) toast.info(t('toast.outdated'));
    },
  });
}
