'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { PlugZap, Settings2 } from 'lucide-react';
import { assetRegistryQuery, type RegistryEntry } from '@/actions/payment-desk';
import { Address } from '@/components/address';
import { AssetIcon } from '@/components/asset-icon';
import { DataTable, type Column } from '@/components/data-table';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { Notice } from '@/components/notice';
import { TableSkeleton } from '@/components/skeletons';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { ToneName } from '@/theme/tokens';
import { PaymentsFrame } from './payments-frame';

const TONES: Record<RegistryEntry['state'], ToneName> = {
  offered: 'completed',
  gateway_offline: 'danger',
  switched_off: 'ended',
  not_registered: 'neutral',
};

/** Every asset that the gateway lists or Amn knows, whether it is offered, and the rules it is counted by. */
export function AssetsView() {
  const { t } = useTranslation('deskPayments');
  const { data, error, refetch } = useQuery(assetRegistryQuery());
  return (
    <PaymentsFrame part="assets">
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <TableSkeleton rows={4} label={t('tabs.assets')} />
      ) : (
        <Box sx={{ display: 'grid', gap: 5 }}>
          {!data.reachable && (
            <Notice tone="danger" icon={PlugZap} role="status" title={t('assets.away')}>
              {data.listedAt === null ? (
                t('assets.neverListed')
              ) : (
                <>
                  {t('assets.listed')} <RelativeTime at={data.listedAt} />
                </>
              )}
            </Notice>
          )}
          <Entries entries={data.items} />
          <Notice tone="neutral" icon={Settings2} title={t('assets.howTitle')}>
            {t('assets.how')}
          </Notice>
        </Box>
      )}
    </PaymentsFrame>
  );
}

function Entries({ entries }: { entries: readonly RegistryEntry[] }) {
  const { t } = useTranslation('deskPayments');
  const format = useFormat();
  const columns: readonly Column<RegistryEntry>[] = [
    {
      key: 'asset',
      title: t('assets.asset'),
      cell: ({ asset, code }) => (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, minWidth: 0 }}>
          {asset && <AssetIcon asset={asset} size={32} />}
          <Box sx={{ minWidth: 0, textAlign: 'start' }}>
            <Box component="bdi" dir="ltr">
              {asset ? asset.symbol : code}
            </Box>
            {asset && (
              <Box sx={{ fontSize: '0.8125rem', fontWeight: 400, color: 'text.secondary' }}>
                <bdi dir="ltr">
                  {asset.network} · {code}
                </bdi>
              </Box>
            )}
          </Box>
        </Box>
      ),
    },
    {
      key: 'state',
      title: t('column.status'),
      cell: ({ state }) => (
        <TonePill tone={TONES[state]} size="small">
          {t(`assets.state.${state}`)}
        </TonePill>
      ),
    },
    {
      key: 'tolerance',
      title: t('assets.tolerance'),
      align: 'end',
      cell: ({ asset, toleranceBase }) =>
        asset === null ? (
          '–'
        ) : toleranceBase === null || toleranceBase === '0' ? (
          t('assets.noTolerance')
        ) : (
          <Money amountBase={toleranceBase} asset={asset} />
        ),
    },
    {
      key: 'lock',
      title: t('assets.lock'),
      align: 'end',
      cell: ({ asset, priceLockMinutes }) =>
        asset === null
          ? '–'
          : priceLockMinutes === null
            ? t('assets.stable')
            : format.duration(priceLockMinutes * 60_000),
    },
    {
      key: 'confirmations',
      title: t('assets.confirmations'),
      align: 'end',
      cell: ({ asset }) => (asset ? format.number(asset.confirmations) : '–'),
    },
    {
      key: 'chain',
      title: t('assets.chain'),
      cell: ({ asset, chainIsRead }) => (asset ? t(chainIsRead ? 'assets.read' : 'assets.notRead') : '–'),
    },
    {
      key: 'contract',
      title: t('assets.contract'),
      wideOnly: true,
      cell: ({ asset }) => (asset?.contract ? <Address value={asset.contract} /> : '–'),
    },
  ];
  return <DataTable label={t('tabs.assets')} columns={columns} rows={entries} rowKey={({ code }) => code} />;
}
