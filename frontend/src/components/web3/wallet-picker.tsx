'use client';

import Box from '@mui/material/Box';
import { Wallet, WalletMinimal } from 'lucide-react';
import { useConnect, useConnectors, type Connector } from 'wagmi';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useTranslation } from '@/locales/i18n-provider';
import { WalletProblemNotice } from './wallet-problem-notice';

/** The wallets to offer: the ones that announced themselves, else the one that only stands in the window. */
function offered(connectors: readonly Connector[]): readonly Connector[] {
  const announced = connectors.filter(({ id }) => id !== 'injected');
  if (announced.length > 0) return announced;
  return 'ethereum' in window ? connectors : [];
}

/** The wallets of this browser, to connect one; `none` says what to do where there is none. */
export function WalletPicker({ none }: { none: string }) {
  const { t } = useTranslation('pay');
  const connectors = useConnectors();
  const connect = useConnect();
  const wallets = offered(connectors);
  if (wallets.length === 0) {
    return (
      <Notice tone="neutral" icon={WalletMinimal} role="status" title={t('wallet.none')}>
        {none}
      </Notice>
    );
  }
  const connecting = connect.isPending ? connect.variables.connector : undefined;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box component="p" sx={{ m: 0, color: 'text.secondary' }}>
        {connect.isPending ? t('wallet.connecting') : t('wallet.pick')}
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
        {wallets.map((wallet) => (
          <li key={wallet.uid}>
            <Button
              fullWidth
              disabled={connect.isPending}
              loading={connecting === wallet}
              startIcon={<WalletIcon icon={wallet.icon} />}
              data-wallet={wallet.id}
              onClick={() => {
                connect.mutate({ connector: wallet });
              }}
            >
              {t('wallet.connect', {
                name: wallet.id === 'injected' ? t('wallet.browser') : wallet.name,
              })}
            </Button>
          </li>
        ))}
      </Box>
      <WalletProblemNotice during="connect" error={connect.error} />
    </Box>
  );
}

/** A wallet announces its picture as data; anything else is not loaded. */
export function WalletIcon({ icon }: { icon: string | undefined }) {
  const isData = icon?.trim().startsWith('data:image/');
  return isData ? (
    <Box component="img" src={icon?.trim()} alt="" sx={{ width: 20, height: 20, borderRadius: 0.5 }} />
  ) : (
    <Wallet size={18} aria-hidden />
  );
}
