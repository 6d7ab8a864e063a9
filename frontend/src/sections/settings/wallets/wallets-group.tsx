'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useStepUp } from '@/actions/step-up';
import {
  proveWalletAction,
  removeWalletAction,
  signedAddressesQuery,
  walletsQuery,
  type Wallet,
} from '@/actions/wallets';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ErrorState } from '@/components/error-state';
import { TableSkeleton } from '@/components/skeletons';
import { StepUpDialog } from '@/components/step-up-dialog';
import { SignDialog } from '@/components/web3/sign-dialog';
import { useRuntimeConfig } from '@/hooks/use-runtime-config';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { Setting, SettingGroup } from '../setting';
import { PayoutSignature } from './payout-signature';
import { ReplacementRow } from './replacement-row';
import { WalletRow } from './wallet-row';

/** Proven wallets, the address that money goes to by signature, and requests to change it. */
export function WalletsGroup() {
  const { t } = useTranslation('wallets');
  const wallets = useQuery(walletsQuery());
  const signed = useQuery(signedAddressesQuery());
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Wallet | null>(null);
  const [paying, setPaying] = useState<Wallet | null>(null);
  const error = wallets.error ?? signed.error;
  const replacements = signed.data?.replacements ?? [];
  // An open one waits for a look; of those that ended the newest is still worth knowing.
  const shown = replacements.filter(({ abilities }, index) => abilities.includes('cancel') || index === 0);
  return (
    <SettingGroup
      title={t('title')}
      lead={t('lead')}
      action={
        <Button
          size="small"
          startIcon={<Plus size={16} aria-hidden />}
          data-testid="add-wallet"
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('add')}
        </Button>
      }
    >
      {shown.map((replacement) => (
        <ReplacementRow key={replacement.id} replacement={replacement} />
      ))}
      {error && !wallets.data && (
        <ErrorState
          error={error}
          onRetry={() => {
            void wallets.refetch();
            void signed.refetch();
          }}
        />
      )}
      {!wallets.data && !error && <TableSkeleton rows={1} label={t('title')} />}
      {wallets.data?.length === 0 && <Setting label={t('empty')} help={t('emptyHelp')} />}
      {wallets.data?.map((wallet) => (
        <WalletRow
          key={wallet.id}
          wallet={wallet}
          onPayHere={() => {
            setPaying(wallet);
          }}
          onRemove={() => {
            setRemoving(wallet);
          }}
        />
      ))}
      <AddWallet
        open={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
      <RemoveWallet
        wallet={removing}
        onClose={() => {
          setRemoving(null);
        }}
      />
      {paying && signed.data && (
        <PayoutSignature
          wallet={paying}
          signed={signed.data.items}
          onClose={() => {
            setPaying(null);
          }}
        />
      )}
    </SettingGroup>
  );
}

function AddWallet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const { chains } = useRuntimeConfig();
  const prove = useMutation(proveWalletAction);
  return (
    <SignDialog
      open={open}
      title={t('prove.title')}
      label={t('prove.sign')}
      wanted={null}
      chainId={null}
      onClose={onClose}
      onSign={async (signer) => {
        const known = chains.find(({ id }) => id === signer.chainId) ?? chains[0];
        await prove.mutateAsync({ signer, chainId: known?.id ?? signer.chainId });
        toast.success(t('prove.done'));
        onClose();
      }}
    >
      {t('prove.body')}
    </SignDialog>
  );
}

function RemoveWallet({ wallet, onClose }: { wallet: Wallet | null; onClose: () => void }) {
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const remove = useMutation(removeWalletAction);
  const stepUp = useStepUp();
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <>
      <ConfirmDialog
        open={wallet !== null && !stepUp.dialog.open}
        danger
        title={t('remove.title')}
        confirmLabel={t('remove.confirm')}
        pending={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          if (!wallet) return;
          stepUp
            .run(() => remove.mutateAsync(wallet.id))
            .then(close)
            .catch(toast.error);
        }}
      >
        {t('remove.body')}
      </ConfirmDialog>
      <StepUpDialog {...stepUp.dialog} />
    </>
  );
}
