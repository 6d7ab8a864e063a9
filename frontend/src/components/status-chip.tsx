'use client';

import { Bell } from 'lucide-react';
import { useTranslation } from '@/locales/i18n-provider';
import type { StatusKind, StatusLook, StatusOf } from '@/theme/status';
import { statusLooks } from '@/theme/status';
import { TonePill } from './tone-pill';

interface StatusChipProps<K extends StatusKind> {
  kind: K;
  status: StatusOf<K>;
  size?: 'small' | 'medium';
}

/** The one look of a status: its colour, its icon and its word. */
export function StatusChip<K extends StatusKind>({ kind, status, size = 'medium' }: StatusChipProps<K>) {
  const { t } = useTranslation('statuses');
  const { tone, icon: Icon } =
    (statusLooks[kind] as Record<string, StatusLook>)[status] ?? statusLooks.request.draft;
  // The keys of `statuses` mirror `statusLooks`, which a test holds together.
  const label = t(`${kind}.${status}` as 'request.draft');
  return (
    <TonePill tone={tone} size={size}>
      <Icon size={size === 'small' ? 12 : 14} strokeWidth={2.25} aria-hidden />
      {label}
    </TonePill>
  );
}

/** Saffron, and only for this: something waits for the reader. */
export function WaitingChip({ size = 'medium' }: { size?: 'small' | 'medium' }) {
  const { t } = useTranslation('statuses');
  return (
    <TonePill tone="waiting" size={size}>
      <Bell size={size === 'small' ? 12 : 14} strokeWidth={2.25} aria-hidden />
      {t('waitingForYou')}
    </TonePill>
  );
}
