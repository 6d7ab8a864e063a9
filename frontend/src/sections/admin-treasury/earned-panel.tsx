'use client';

import Box from '@mui/material/Box';
import { Coins } from 'lucide-react';
import { useState } from 'react';
import type { AssetLook } from '@/actions/asset-looks';
import type { PayoutAddress } from '@/actions/wallet';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Money } from '@/components/money';
import { Panel } from '@/components/panel';
import { useTranslation } from '@/locales/i18n-provider';
import { WithdrawFeesForm } from './withdraw-fees-form';

interface EarnedPanelProps {
  earned: readonly { readonly amount: string; readonly asset: string }[];
  assets: readonly AssetLook[];
  addresses: readonly PayoutAddress[];
}

/** The fees of released deals that were not withdrawn yet, and the way out for them. */
export function EarnedPanel({ earned, assets, addresses }: EarnedPanelProps) {
  const { t } = useTranslation('treasury');
  const [from, setFrom] = useState<string | null>(null);
  const known = earned.flatMap((money) => {
    const asset = assets.find(({ code }) => code === money.asset);
    return asset ? [{ asset, amount: money.amount }] : [];
  });
  const chosen = known.find(({ asset }) => asset.code === from);
  return (
    <Panel title={t('earned.title')} lead={t('earned.lead')}>
      {known.length === 0 && <EmptyState icon={Coins} title={t('earned.none')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
        {known.map(({ asset, amount }) => (
          <Box
            component="li"
            key={asset.code}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}
          >
            <Box sx={{ flex: 1, minWidth: 120 }}>
              <Money amountBase={amount} asset={asset} />
            </Box>
            <Button
              size="small"
              aria-expanded={from === asset.code}
              onClick={() => {
                setFrom(from === asset.code ? null : asset.code);
              }}
            >
              {t('earned.withdraw', { asset: asset.symbol })}
            </Button>
          </Box>
        ))}
      </Box>
      {chosen && (
        <WithdrawFeesForm
          key={chosen.asset.code}
          asset={chosen.asset}
          available={chosen.amount}
          addresses={addresses.filter(({ chainId }) => chainId === chosen.asset.chainId)}
          onDone={() => {
            setFrom(null);
          }}
        />
      )}
    </Panel>
  );
}
