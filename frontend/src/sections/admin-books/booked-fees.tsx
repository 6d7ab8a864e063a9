'use client';

import Box from '@mui/material/Box';
import type { Reconciliation } from '@/actions/books';
import { useTranslation } from '@/locales/i18n-provider';
import { useMoney } from './use-money';

/** What of a comparison's findings was booked as network fees, by whom, and why. */
export function BookedFees({ run }: { run: Reconciliation }) {
  const { t } = useTranslation('adminBooks');
  const money = useMoney();
  return run.assets.map(({ asset, fees }) => {
    if (!fees?.booked) return null;
    const { by, adminName, note } = fees.booked;
    const name = `\u2068${adminName ?? t('reconciliation.trigger.admin')}\u2069`;
    return (
      <Box key={asset}>
        {money.show(fees.amount)}
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {by === 'schedule'
            ? t('reconciliation.fees.itself')
            : t('reconciliation.fees.person', { name, note: `\u2068${note}\u2069` })}
        </Box>
      </Box>
    );
  });
}
