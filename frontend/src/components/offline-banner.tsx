'use client';

import { CloudOff, RefreshCw } from 'lucide-react';
import { useLasting } from '@/hooks/use-lasting';
import { useOnline } from '@/hooks/use-online';
import { useTranslation } from '@/locales/i18n-provider';
import { NoticeBar } from './notice-bar';

/** A reconnection usually takes less. */
const PATIENCE_MS = 6000;

/** The icon stays beside its words. */
const line = { display: 'inline-flex', alignItems: 'center', gap: 8 } as const;

/** Says that the page may be out of date: no network, or no live updates. */
export function OfflineBanner({ interrupted }: { interrupted: boolean }) {
  const { t } = useTranslation();
  const online = useOnline();
  const paused = useLasting(interrupted, PATIENCE_MS);
  if (!online) {
    return (
      <NoticeBar tone="neutral" role="status">
        <span style={line}>
          <CloudOff size={16} aria-hidden style={{ flexShrink: 0 }} />
          {t('state.offlineBanner')}
        </span>
      </NoticeBar>
    );
  }
  if (!paused) return null;
  return (
    <NoticeBar tone="neutral" role="status">
      <span style={line}>
        <RefreshCw size={16} aria-hidden style={{ flexShrink: 0 }} />
        {t('state.interrupted')}
      </span>
    </NoticeBar>
  );
}
