'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useStepUp } from '@/actions/step-up';
import {
  askAddressSignature,
  signAddressAction,
  type SignedPayoutAddress,
  type Wallet,
} from '@/actions/wallets';
import { Address } from '@/components/address';
import { SegmentedRadio } from '@/components/segmented';
import { StepUpDialog } from '@/components/step-up-dialog';
import { SignDialog } from '@/components/web3/sign-dialog';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface PayoutSignatureProps {
  wallet: Wallet;
  signed: readonly SignedPayoutAddress[];
  onClose: () => void;
}

/** Signs that money goes to this wallet only; where another one is signed already, with that one or without it. */
export function PayoutSignature({ wallet, signed, onClose }: PayoutSignatureProps) {
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const stepUp = useStepUp();
  const { chains } = useRuntimeConfig();
  const chainId = wallet.kind === 'contract' ? wallet.chainId : (chains[0]?.id ?? wallet.chainId);
  const present = signed.find((one) => one.chainId === chainId);
  const [signWith, setSignWith] = useState<'present' | 'itself'>(present ? 'present' : 'itself');
  const save = useMutation(signAddressAction);
  const isRequest = present !== undefined && signWith === 'itself';
  const network = chains.find(({ id }) => id === chainId)?.name ?? wallet.network;
  return (
    <>
      <SignDialog
        open={!stepUp.dialog.open}
        title={t(present ? 'payout.changeTitle' : 'payout.title')}
        label={t(isRequest ? 'payout.ask' : 'payout.sign')}
        wanted={present && signWith === 'present' ? present.address : wallet.address}
        chainId={chainId}
        onClose={onClose}
        onSign={async (signer) => {
          const wish = await askAddressSignature({ walletId: wallet.id, chainId, signWith, signer });
          await stepUp.run(() => save.mutateAsync(wish));
          toast.success(t(isRequest ? 'payout.asked' : 'payout.done'));
          onClose();
        }}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Address value={wallet.address} />
          <span>{t('payout.body', { network })}</span>
        </Box>
        {present && (
          <SegmentedRadio
            label={t('payout.with')}
            value={signWith}
            onChange={setSignWith}
            choices={[
              { value: 'present', label: t('payout.withPresent') },
              { value: 'itself', label: t('payout.withItself') },
            ]}
          />
        )}
        {present && <span>{t(isRequest ? 'payout.lostBody' : 'payout.presentBody')}</span>}
      </SignDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
