'use client';

import { useEffect } from 'react';
import { reportBug } from '@/lib/reporting';
import { useTranslation } from '@/locales/i18n-provider';

/**
 * A page that broke: our bug, so it is reported, and said to be ours. Plain markup, styled by global.css: what broke
 * may have been a component of ours.
 */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { t } = useTranslation();
  useEffect(() => {
    reportBug(error);
  }, [error]);
  return (
    <div className="plain-page" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.body')}</p>
      <p>
        <button type="button" className="plain-button" onClick={reset}>
          {t('action.retry')}
        </button>
        <button
          type="button"
          className="plain-button quiet"
          onClick={() => {
            location.reload();
          }}
        >
          {t('action.reload')}
        </button>
      </p>
    </div>
  );
}
