'use client';

import Box from '@mui/material/Box';
import { BadgeCheck } from 'lucide-react';
import type { Wallet } from '@/actions/wallets';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { TonePill } from '@/components/tone-pill';
import { useFormat } from '@/locales/use-format';
import { useTranslation } from '@/locales/i18n-provider';
import { Setting } from '../setting';

interface WalletRowProps {
  wallet: Wallet;
  onPayHere: () => void;
  onRemove: () => void;
}

export function WalletRow({ wallet, onPayHere, onRemove }: WalletRowProps) {
  const { t } = useTranslation('wallets');
  const format = useFormat();
  const kind = wallet.kind === 'contract' ? t('row.contract', { network: wallet.network }) : t('row.key');
  return (
    <Setting
      label={
        <Box
          data-testid="wallet-row"
          sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}
        >
          <Address value={wallet.address} />
          {wallet.isPayoutAddress && (
            <TonePill tone="completed" size="small">
              <BadgeCheck size={14} strokeWidth={2.25} aria-hidden />
              {t('row.payoutAddress')}
            </TonePill>
          )}
        </Box>
      }
      help={`${kind} · ${t('row.proven', { date: format.date(wallet.provedAt) })}`}
    >
      {!wallet.isPayoutAddress && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Button size="small" data-testid="pay-here" onClick={onPayHere}>
            {t('row.payHere')}
          </Button>
          <Button size="small" variant="text" onClick={onRemove}>
            {t('remove.confirm')}
          </Button>
        </Box>
      )}
    </Setting>
  );
}
