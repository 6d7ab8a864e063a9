'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, PenLine } from 'lucide-react';
import { useState } from 'react';
import { saveJson } from '@/actions/books';
import type { Deal } from '@/actions/deal';
import { dealSignaturesQuery, signTermsAction, type ContractSignature } from '@/actions/wallets';
import type { Words } from '@/actions/words';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Panel } from '@/components/panel';
import { Skeleton } from '@/components/skeleton';
import { SignDialog } from '@/components/web3/sign-dialog';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface SignaturesPanelProps {
  deal: Deal;
  words: Words;
}

/** Who has signed the terms with a wallet of their own, and the way to sign them. */
export default function SignaturesPanel({ deal, words }: SignaturesPanelProps) {
  const { t } = useTranslation('wallets');
  const { data, error, refetch } = useQuery(dealSignaturesQuery(deal.requestId));
  const [signing, setSigning] = useState(false);
  return (
    <Panel title={t('terms.heading')} icon={PenLine}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={88} />}
      {data && (
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Party
            signature={data.items.find(({ role }) => role === 'buyer')}
            person={deal.buyer}
            words={words}
          />
          <Party
            signature={data.items.find(({ role }) => role === 'seller')}
            person={deal.seller}
            words={words}
          />
          {data.abilities.includes('sign') && (
            <Button
              data-testid="sign-terms"
              startIcon={<PenLine size={16} aria-hidden />}
              onClick={() => {
                setSigning(true);
              }}
            >
              {t('terms.sign')}
            </Button>
          )}
          {data.items.length > 0 && <Save signatures={data.items} hash={data.termsHash} />}
        </Box>
      )}
      <SignTerms
        deal={deal}
        open={signing}
        onClose={() => {
          setSigning(false);
        }}
      />
    </Panel>
  );
}

interface PartyProps {
  signature: ContractSignature | undefined;
  person: Deal['buyer'];
  words: Words;
}

function Party({ signature, person, words }: PartyProps) {
  const { t } = useTranslation('wallets');
  return (
    <Box data-testid="party-signature" data-signed={signature !== undefined}>
      <Typography variant="body2" sx={{ fontWeight: 580 }}>
        <bdi>{words.name(person.name)}</bdi>
      </Typography>
      <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
        {signature ? (
          <Box sx={{ display: 'grid', gap: 0.5 }}>
            <span>{t('terms.signedAt', { date: words.dateTime(signature.signedAt) })}</span>
            <Address value={signature.wallet} />
          </Box>
        ) : (
          t('terms.notSigned')
        )}
      </Typography>
    </Box>
  );
}

/** The signatures as they are kept: all that is needed to check them without Amn. */
function Save({ signatures, hash }: { signatures: readonly ContractSignature[]; hash: string }) {
  const { t } = useTranslation('wallets');
  return (
    <Button
      variant="text"
      startIcon={<Download size={16} aria-hidden />}
      onClick={() => {
        saveJson({ termsHash: hash, signatures }, `amn-signatures-${hash.slice(0, 8)}.json`);
      }}
    >
      {t('terms.download')}
    </Button>
  );
}

function SignTerms({ deal, open, onClose }: { deal: Deal; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('wallets');
  const toast = useToast();
  const sign = useMutation(signTermsAction);
  return (
    <SignDialog
      open={open}
      title={t('terms.title')}
      label={t('terms.sign')}
      wanted={null}
      chainId={null}
      onClose={onClose}
      onSign={async (signer) => {
        await sign.mutateAsync({ requestId: deal.requestId, signer });
        toast.success(t('terms.done'));
        onClose();
      }}
    >
      {t('terms.body')}
    </SignDialog>
  );
}
