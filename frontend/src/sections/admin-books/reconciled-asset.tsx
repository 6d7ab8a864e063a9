'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Reconciliation, ReconciliationReading } from '@/actions/books';
import { DataTable, type Column } from '@/components/data-table';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { FoundFees } from './found-fees';
import { useMoney } from './use-money';

/** One asset of a comparison: what is booked, what is held where, and what explains the difference. */
export function ReconciledAsset({
  reconciliationId,
  asset,
}: {
  reconciliationId: string;
  asset: Reconciliation['assets'][number];
}) {
  const { t } = useTranslation('adminBooks');
  const money = useMoney();
  const { deposits, quarantined, payouts } = asset.inFlight;
  const amount = (part: ReconciliationReading['difference']) =>
    part === null ? t('reconciliation.unread') : money.show(part);
  const { unswept, gas, owed } = asset;
  const more = [
    ...(unswept !== null && unswept.amount !== '0'
      ? [t('reconciliation.unswept', { unswept: money.apart(unswept) })]
      : []),
    ...(gas !== null && gas.amount !== '0' ? [t('reconciliation.gas', { gas: money.apart(gas) })] : []),
    ...(owed === null ? [] : [t('reconciliation.fees.owed', { owed: money.apart(owed) })]),
  ];
  const columns: readonly Column<ReconciliationReading>[] = [
    {
      key: 'source',
      title: t('reconciliation.where'),
      cell: ({ source }) => t(`reconciliation.source.${source}`),
    },
    { key: 'held', title: t('reconciliation.held'), align: 'end', cell: ({ held }) => amount(held) },
    {
      key: 'difference',
      title: t('reconciliation.difference'),
      align: 'end',
      cell: ({ difference }) => amount(difference),
    },
    {
      key: 'unexplained',
      title: t('reconciliation.unexplained'),
      align: 'end',
      cell: ({ unexplained, alarm }) => (
        <Box
          component="span"
          sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 2, justifyContent: 'end' }}
        >
          {amount(unexplained)}
          {alarm !== 'none' && (
            <TonePill tone={alarm === 'cleared' ? 'completed' : 'danger'} size="small">
              {t(`reconciliation.alarm.${alarm}`)}
            </TonePill>
          )}
        </Box>
      ),
    },
  ];
  return (
    <Box component="section">
      <Typography variant="h5" component="h3" sx={{ mb: 1 }}>
        <bdi dir="ltr">{asset.asset}</bdi> · {t('reconciliation.booked')} {money.show(asset.ledger)}
      </Typography>
      <Typography variant="body2" sx={{ mb: 3, color: 'text.secondary' }}>
        {t('reconciliation.explained', {
          deposits: money.apart(deposits),
          quarantined: money.apart(quarantined),
          payouts: money.apart(payouts),
        })}
        {more.map((line) => (
          <Box key={line} component="span" sx={{ display: 'block' }}>
            {line}
          </Box>
        ))}
      </Typography>
      <DataTable
        label={asset.asset}
        columns={columns}
        rows={asset.readings}
        rowKey={({ source }) => source}
      />
      {asset.readings
        .filter(({ note }) => note !== null)
        .map(({ source, note }) => (
          <Typography key={source} variant="caption" component="p" sx={{ mt: 2, color: 'text.secondary' }}>
            {t('reconciliation.sourceNote', {
              source: t(`reconciliation.source.${source}`),
              note: `\u2068${note ?? ''}\u2069`,
            })}
          </Typography>
        ))}
      {asset.fees !== null && (
        <Box sx={{ mt: 3 }}>
          <FoundFees reconciliationId={reconciliationId} fees={asset.fees} owed={asset.owed} />
        </Box>
      )}
    </Box>
  );
}
