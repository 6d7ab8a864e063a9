'use client';

import { useTranslation } from '@/locales/i18n-provider';

const FAULTS = [
  'wrong_asset',
  'unknown_asset',
  'other_address',
  'amount_differs',
  'not_shown_by_gateway',
  'reverted',
  'no_such_transfer',
  'older_than_payment',
] as const;

/** Why a deposit is, or was, in quarantine, in words; a reason that has none yet as it is. */
export function useFault(): (fault: string | null) => string {
  const { t } = useTranslation('deskPayments');
  return (fault) => {
    const known = FAULTS.find((one) => one === fault);
    return known ? t(`fault.${known}`) : (fault ?? '–');
  };
}
