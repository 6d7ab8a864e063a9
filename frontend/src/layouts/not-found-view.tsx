'use client';

import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

/** There is nothing here, said calmly. Plain, as every page carries it along. */
export function NotFoundView() {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <main className="plain-page">
      <img src="/icons/icon.svg" alt="" width={48} height={48} />
      <h1>{t('notFound.title')}</h1>
      <p>{t('notFound.body')}</p>
      <p>
        <a className="plain-button" href={paths.landing(language)}>
          {t('notFound.action')}
        </a>
      </p>
    </main>
  );
}
