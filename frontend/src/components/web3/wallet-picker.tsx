'use client';

import Box from '@mui/material/Box';
import { Smartphone, Wallet, WalletMinimal } from 'lucide-react';
import { useConnect, useConnectors, type Connector } from 'wagmi';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useTranslation } from '@/locales/i18n-provider';
import { WalletProblemNotice } from './wallet-problem-notice';
import { WALLET_CONNECT } from './walletconnect/connector';
import type { Pairing } from './walletconnect/pairing';
import { PairingPanel } from './walletconnect/pairing-panel';

/** How a connector shows its code; null for those of this browser. */
function pairingOf(connector: Connector | undefined): Pairing | null {
  return connector?.id === WALLET_CONNECT ? (connector as Connector & { pairing: Pairing }).pairing : null;
}

/**
 * The wallets to offer: the ones that announced themselves, else the one that only stands in the window; those on a
 * phone last.
 */
function offered(connectors: readonly Connector[]): readonly Connector[] {
  const phones = connectors.filter((one) => pairingOf(one) !== null);
  const here = connectors.filter((one) => pairingOf(one) === null);
  const announced = here.filter(({ id }) => id !== 'injected');
  if (announced.length > 0) return [...announced, ...phones];
  return 'ethereum' in window ? [...here, ...phones] : phones;
}

/** The wallets that can be connected, to choose one; `none` says what to do where there is none. */
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
  const chosen = connect.isIdle ? undefined : (connect.variables.connector as Connector | undefined);
  const pairing = pairingOf(chosen);
  if (chosen && pairing) {
    return (
      <PairingPanel
        pairing={pairing}
        isPending={connect.isPending}
        error={connect.error}
        onAgain={() => {
          connect.mutate({ connector: chosen });
        }}
        onBack={connect.reset}
      />
    );
  }
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
              loading={connect.isPending && chosen === wallet}
              startIcon={<WalletIcon icon={wallet.icon} phone={wallet.id === WALLET_CONNECT} />}
              data-wallet={wallet.id}
              onClick={() => {
                connect.mutate({ connector: wallet });
              }}
            >
              {wallet.id === WALLET_CONNECT
                ? t('phone.choose')
                : t('wallet.connect', {
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
export function WalletIcon({ icon, phone = false }: { icon: string | undefined; phone?: boolean }) {
  const isData = icon?.trim().startsWith('data:image/');
  return isData ? (
    <Box component="img" src={icon?.trim()} alt="" sx={{ width: 20, height: 20, borderRadius: 0.5 }} />
  ) : phone ? (
    <Smartphone size={18} aria-hidden />
  ) : (
    <Wallet size={18} aria-hidden />
  );
}
