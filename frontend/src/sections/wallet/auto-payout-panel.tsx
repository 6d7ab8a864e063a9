'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { autoPayoutsQuery, removeAutoPayoutAction, type AutoPayout } from '@/actions/payouts';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { Money } from '@/components/money';
import { CardSkeleton, TableSkeleton } from '@/components/skeletons';
import { TimeLeft } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { listSx, Panel, PanelNote } from './panel';
import { useAssets } from './use-assets';

const AutoPayoutForm = dynamic(
  patiently(async () => (await import('./auto-payout-form')).AutoPayoutForm),
  {
    ssr: false,
    loading: () => <CardSkeleton height={300} />,
  },
);

/** What is paid out by itself when a buyer releases it. */
export function AutoPayoutPanel() {
  const { t } = useTranslation('payouts');
  const { data: settings, error, refetch } = useQuery(autoPayoutsQuery());
  const [editing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
  };
  return (
    <Panel
      title={t('auto.title')}
      lead={t('auto.lead')}
      action={
        !editing && (
          <Button
            size="small"
            onClick={() => {
              setEditing(true);
            }}
          >
            {t('auto.set')}
          </Button>
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {editing && <AutoPayoutForm onDone={close} />}
        {error && !settings && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!settings && !error && <TableSkeleton rows={1} label={t('auto.title')} />}
        {settings?.length === 0 && !editing && <PanelNote>{t('auto.none')}</PanelNote>}
        {settings && settings.length > 0 && (
          <Box component="ul" sx={listSx}>
            {settings.map((setting) => (
              <Setting key={setting.asset} setting={setting} />
            ))}
          </Box>
        )}
      </Box>
    </Panel>
  );
}

function Setting({ setting }: { setting: AutoPayout }) {
  const { t } = useTranslation('payouts');
  const { lookOf } = useAssets();
  const asset = lookOf(setting.asset);
  const remove = useMutation(removeAutoPayoutAction);
  return (
    <Box component="li" sx={{ px: 5, py: 4, display: 'grid', gap: 2, fontSize: '0.875rem' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
        <Box sx={{ fontWeight: 580, flex: 1 }}>
          {asset.symbol} · {asset.network}
        </Box>
        <TonePill tone={setting.state === 'on' ? 'completed' : 'ended'} size="small">
          {t(`auto.state.${setting.state}`)}
        </TonePill>
      </Box>
      {setting.address && <Address value={setting.address.address} />}
      {setting.minimum.amount !== '0' && (
        <span>
          {t('auto.from')} <Money amountBase={setting.minimum.amount} asset={asset} />
        </span>
      )}
      {setting.waitsUntil && (
        <span>
          {t('auto.waits')} <TimeLeft at={setting.waitsUntil} />
        </span>
      )}
      <FormError error={remove.error} />
      <Box sx={{ marginInlineStart: '-12px' }}>
        <Button
          size="small"
          variant="text"
          loading={remove.isPending}
          onClick={() => {
            remove.mutate(setting.asset);
          }}
        >
          {t('auto.off')}
        </Button>
      </Box>
    </Box>
  );
}
