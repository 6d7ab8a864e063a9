'use client';

import { ConfirmDialog } from '@/components/confirm-dialog';
import { useTranslation } from '@/locales/i18n-provider';

interface RemoveAddressDialogProps {
  open: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before an address leaves an address book. */
export function RemoveAddressDialog(props: RemoveAddressDialogProps) {
  const { t } = useTranslation('wallet');
  return (
    <ConfirmDialog {...props} danger title={t('addresses.removeTitle')} confirmLabel={t('addresses.remove')}>
      {t('addresses.removeBody')}
    </ConfirmDialog>
  );
}
