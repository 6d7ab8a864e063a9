'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslation } from '@/locales/i18n-provider';
import { NoticeBar } from './notice-bar';
import { ExternalLink } from './text-link';

/** Says on every page of a demo that the money is not real, and where its other parts are. */
export function DemoBanner({ sandboxUrl, mailUrl }: { sandboxUrl: string; mailUrl: string }) {
  const { t } = useTranslation();
  return (
    <NoticeBar tone="neutral">
      <span>
        <FlaskConical size={14} aria-hidden />
        {t('demo.banner')}
      </span>
      <ExternalLink href={sandboxUrl} quiet>
        {t('demo.sandbox')}
      </ExternalLink>
      <ExternalLink href={mailUrl} quiet>
        {t('demo.mail')}
      </ExternalLink>
    </NoticeBar>
  );
}
