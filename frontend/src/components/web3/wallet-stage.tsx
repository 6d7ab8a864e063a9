'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { TriangleAlert, WalletMinimal } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TypedDataDefinition } from 'viem';
import {
  useConfig,
  useConnection,
  useDisconnect,
  useSwitchChain,
  WagmiContext,
  type UseConnectionReturnType,
} from 'wagmi';
import { reconnect, signMessage, signTypedData } from 'wagmi/actions';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import type { WalletSigner } from '@/lib/wallet-signer';
import { useTranslation } from '@/locales/i18n-provider';
import { Address } from '../address';
import { Button } from '../button';
import { Notice } from '../notice';
import { walletConfig } from './wallet-config';
import { WalletIcon, WalletPicker } from './wallet-picker';
import { WalletProblemNotice } from './wallet-problem-notice';

export interface WalletStageProps {
  /** The wallet that has to sign; any one where it is null. */
  wanted: string | null;
  /** The network it has to be on; none in particular where it is null. */
  chainId: number | null;
  /** Says what the signature does. */
  label: string;
  onSign: (signer: WalletSigner) => Promise<void>;
}

/**
 * From a wallet of this browser to its signature: connect it, be it the right one and on the right network, sign.
 * Loaded when it is asked for: wagmi and viem come with it.
 */
export default function WalletStage(props: WalletStageProps) {
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
  const { chains } = useRuntimeConfig();
  const [config] = useState(() => walletConfig(chains));
  useEffect(() => {
    if (config.state.status === 'disconnected') void reconnect(config);
  }, [config]);
  return (
    <WagmiContext value={config}>
      <Connection {...props} />
    </WagmiContext>
  );
}

function Connection(props: WalletStageProps) {
  const connection = useConnection();
  return connection.status === 'connected' ? (
    <Signing {...props} connection={connection} />
  ) : (
    <WalletPicker />
  );
}

type Connected = Extract<UseConnectionReturnType, { status: 'connected' }>;

function Signing({
  wanted,
  chainId,
  label,
  onSign,
  connection,
}: WalletStageProps & { connection: Connected }) {
  const { t } = useTranslation('pay');
  const { t: wallets } = useTranslation('wallets');
  const config = useConfig();
  const { address: account } = connection;
  const sign = useMutation({
    mutationFn: () =>
      onSign({
        address: account,
        chainId: connection.chainId,
        signText: (message) => signMessage(config, { account, message }),
        signTyped: (data) => signTypedData(config, { account, ...(data as unknown as TypedDataDefinition) }),
      }),
  });
  const isOther = wanted !== null && wanted.toLowerCase() !== account.toLowerCase();
  return (
    <Box data-testid="wallet-stage" sx={{ display: 'grid', gap: 4 }}>
      <Account connection={connection} disabled={sign.isPending} />
      {isOther ? (
        <Notice tone="waiting" icon={TriangleAlert} role="status" title={wallets('stage.other')}>
          <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', gap: 1 }}>
            {wallets('stage.otherBody')} <Address value={wanted} />
          </Box>
        </Notice>
      ) : chainId !== null && connection.chainId !== chainId ? (
        <OtherNetwork chainId={chainId} />
      ) : (
        <Button
          variant="contained"
          fullWidth
          loading={sign.isPending}
          data-testid="wallet-sign"
          onClick={() => {
            sign.mutate();
          }}
        >
          {sign.isPending ? t('wallet.waiting') : label}
        </Button>
      )}
      {!sign.isPending && <WalletProblemNotice during="sign" error={sign.error} />}
    </Box>
  );
}

function Account({ connection, disabled }: { connection: Connected; disabled: boolean }) {
  const { t } = useTranslation('pay');
  const disconnect = useDisconnect();
  const { connector, address } = connection;
  const name = connector.id === 'injected' ? t('wallet.browser') : connector.name;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
      <WalletIcon icon={connector.icon} />
      <Box sx={{ flex: '1 1 140px', minWidth: 0 }}>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{t('wallet.connected', { name })}</Box>
        <Address value={address} />
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

function OtherNetwork({ chainId }: { chainId: number }) {
  const { t } = useTranslation('pay');
  const { t: wallets } = useTranslation('wallets');
  const config = useConfig();
  const change = useSwitchChain();
  const network = config.chains.find(({ id }) => id === chainId)?.name ?? String(chainId);
  return (
    <>
      <Notice tone="waiting" icon={TriangleAlert} role="status" title={t('wallet.wrongNetwork')}>
        {wallets('stage.network', { network })}
      </Notice>
      <Button
        variant="contained"
        fullWidth
        loading={change.isPending}
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
