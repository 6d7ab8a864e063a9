'use client';

import Box from '@mui/material/Box';
import { TriangleAlert, WalletMinimal } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import {
  useConfig,
  useConnection,
  useDisconnect,
  useSwitchChain,
  WagmiContext,
  type UseConnectionReturnType,
} from 'wagmi';
import { reconnect } from 'wagmi/actions';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { useTranslation } from '@/locales/i18n-provider';
import { Address } from '../address';
import { Button } from '../button';
import { Notice } from '../notice';
import { walletConfig } from './wallet-config';
import { WalletIcon, WalletPicker } from './wallet-picker';
import { WalletProblemNotice } from './wallet-problem-notice';
import { WALLET_CONNECT } from './walletconnect/connector';

export type ConnectedWallet = Extract<UseConnectionReturnType, { status: 'connected' }>;

interface WalletStageProps {
  /** Says what to do where this browser has no wallet. */
  none: string;
  children: (wallet: ConnectedWallet) => ReactNode;
}

/**
 * A wallet of this browser or of a phone, connected: offers the ones there are until one is. Loaded when it is asked for: wagmi
 * and viem come with it.
 *
 * The context is set by itself: `WagmiProvider` connects anew with each time it is drawn, and a page with a
 * countdown is drawn anew with every second.
 */
export function WalletStage(props: WalletStageProps) {
  const { t } = useTranslation('pay');
  const { chains } = useRuntimeConfig();
  if (chains.length === 0) {
    return (
      <Notice tone="neutral" icon={WalletMinimal} role="status">
        {t('wallet.none')}
      </Notice>
    );
  }
  return <Stage {...props} />;
}

function Stage(props: WalletStageProps) {
  const runtime = useRuntimeConfig();
  const [config] = useState(() => walletConfig(runtime));
  useEffect(() => {
    // A wallet that was connected before and still lets this site see its account.
    if (config.state.status === 'disconnected') void reconnect(config);
  }, [config]);
  return (
    <WagmiContext value={config}>
      <Connection {...props} />
    </WagmiContext>
  );
}

function Connection({ none, children }: WalletStageProps) {
  const connection = useConnection();
  return connection.status === 'connected' ? children(connection) : <WalletPicker none={none} />;
}

/** Which wallet is connected, and the way to another one. */
export function WalletAccount({ wallet, disabled }: { wallet: ConnectedWallet; disabled: boolean }) {
  const { t } = useTranslation('pay');
  const disconnect = useDisconnect();
  const { connector, address } = wallet;
  const name = connector.id === 'injected' ? t('wallet.browser') : connector.name;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
      <WalletIcon icon={connector.icon} phone={connector.id === WALLET_CONNECT} />
      <Box sx={{ flex: '1 1 140px', minWidth: 0 }}>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{t('wallet.connected', { name })}</Box>
        <span data-testid="wallet-account" data-address={address}>
          <Address value={address} />
        </span>
      </Box>
      <Button
        size="small"
        variant="text"
        disabled={disabled}
        onClick={() => {
          disconnect.mutate({ connector });
        }}
      >
        {t('wallet.disconnect')}
      </Button>
    </Box>
  );
}

interface OtherNetworkProps {
  /** Where the wallet has to be. */
  chainId: number;
  /** Says why, given the name of the network. */
  why: (network: string) => string;
}

/** The wallet is on another network than the one it is wanted on. */
export function OtherNetwork({ chainId, why }: OtherNetworkProps) {
  const { t } = useTranslation('pay');
  const config = useConfig();
  const change = useSwitchChain();
  const network = config.chains.find(({ id }) => id === chainId)?.name ?? String(chainId);
  return (
    <>
      <Notice tone="waiting" icon={TriangleAlert} role="status" title={t('wallet.wrongNetwork')}>
        {why(network)}
      </Notice>
      <Button
        variant="contained"
        fullWidth
        loading={change.isPending}
        data-testid="wallet-switch"
        onClick={() => {
          change.mutate({ chainId });
        }}
      >
        {t('wallet.switch', { network })}
      </Button>
      <WalletProblemNotice during="switch" error={change.error} />
    </>
  );
}
