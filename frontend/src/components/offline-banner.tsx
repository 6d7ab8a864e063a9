'use client';

import { CloudOff, RefreshCw } from 'lucide-react';
import { useLasting } from '@/hooks/use-lasting';
import { useOnline } from '@/hooks/use-online';
import { useStay } from '@/hooks/use-stay';
import { useTranslation } from '@/locales/i18n-provider';
import { NoticeBar } from './notice-bar';

/** A reconnection usually takes less. */
const PATIENCE_MS = 6000;

/** Says that the page may be out of date: no network, or no live updates. */
export function OfflineBanner({ interrupted }: { interrupted: boolean }) {
  const { t } = useTranslation();
  const online = useOnline();
  const paused = useLasting(interrupted, PATIENCE_MS);
  if (!online) return <Offline />;
  if (!paused) return null;
  return (
    <NoticeBar tone="neutral" role="status">
      <span>
        <RefreshCw size={16} aria-hidden />
        {t('state.interrupted')}
      </span>
    </NoticeBar>
  );
}

function Offline() {
  const { t } = useTranslation();
  const stayed = useStay();
  return (
    <NoticeBar tone="neutral" role="status">
      <span>
        <CloudOff size={16} aria-hidden />
        {t(stayed ? 'state.offlineStay' : 'state.offlineBanner')}
      </span>
    </NoticeBar>
  );
}
