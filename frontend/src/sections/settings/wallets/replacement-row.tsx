'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useStepUp } from '@/actions/step-up';
import {
  cancelReplacementAction,
  stopReplacementAction,
  type PayoutAddressReplacement,
} from '@/actions/wallets';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { StepUpDialog } from '@/components/step-up-dialog';
import { TimeLeft } from '@/components/time-left';
import { SignDialog } from '@/components/web3/sign-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

/** A request to replace the signed payout address: how it stands, and two ways to stop it. */
export function ReplacementRow({ replacement }: { replacement: PayoutAddressReplacement }) {
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const stepUp = useStepUp();
  const cancel = useMutation(cancelReplacementAction);
  const stop = useMutation(stopReplacementAction);
  const [signing, setSigning] = useState(false);
  const { id, status, oldAddress, newAddress, holdEndsAt, abilities, chainId, network } = replacement;
  const isOpen = abilities.includes('cancel');
  return (
    <Box sx={{ px: { xs: 4, sm: 6 }, py: 5 }} data-testid="replacement" data-status={status}>
      <Notice
        tone={isOpen ? 'danger' : 'neutral'}
        icon={ShieldAlert}
        title={t(`replacement.${status}`, { network })}
      >
        <Box sx={{ display: 'grid', gap: 2, mt: 1 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {t('replacement.from')} <Address value={oldAddress} /> {t('replacement.to')}{' '}
            <Address value={newAddress} />
          </Box>
          {isOpen && (
            <span>
              {t('replacement.hold')} <TimeLeft at={holdEndsAt} />
            </span>
          )}
          {replacement.note && <bdi>{replacement.note}</bdi>}
          {isOpen && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
              <Button
                danger
                variant="contained"
                size="small"
                loading={cancel.isPending}
                onClick={() => {
                  stepUp
                    .run(() => cancel.mutateAsync(id))
                    .then(() => {
                      toast.success(t('replacement.stopped'));
                    })
                    .catch(toast.error);
                }}
              >
                {t('replacement.cancel')}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  setSigning(true);
                }}
              >
                {t('replacement.sign')}
              </Button>
            </Box>
          )}
        </Box>
      </Notice>
      <SignDialog
        open={signing}
        title={t('replacement.signTitle')}
        label={t('replacement.cancel')}
        wanted={oldAddress}
        chainId={chainId}
        onClose={() => {
          setSigning(false);
        }}
        onSign={async (signer) => {
          await stop.mutateAsync({ replacementId: id, signer });
          toast.success(t('replacement.stopped'));
          setSigning(false);
        }}
      >
        {t('replacement.signBody')}
      </SignDialog>
      <StepUpDialog {...stepUp.dialog} />
    </Box>
  );
}
