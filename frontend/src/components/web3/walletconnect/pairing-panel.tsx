'use client';

import Box from '@mui/material/Box';
import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button, LinkButton } from '@/components/button';
import QrCode from '@/components/qr-code';
import { Skeleton } from '@/components/skeleton';
import { useCopy } from '@/hooks/use-copy';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { WalletProblemNotice } from '../wallet-problem-notice';
import type { Pairing } from './pairing';

const SIZE = 220;

interface PairingPanelProps {
  pairing: Pairing;
  isPending: boolean;
  /** Why the last code led to nothing. */
  error: unknown;
  onAgain: () => void;
  onBack: () => void;
}

/** A code for a wallet on a phone, for as long as it may be answered. Going away takes it back. */
export function PairingPanel({ pairing, isPending, error, onAgain, onBack }: PairingPanelProps) {
  const { t } = useTranslation('pay');
  const { t: common } = useTranslation();
  const uri = useSyncExternalStore(pairing.subscribe, pairing.uri, () => null);
  const title = useRef<HTMLParagraphElement>(null);
  useCancelledWhenGone(pairing);
  useEffect(() => {
    // The button that was pressed is gone.
    title.current?.focus();
  }, []);
  return (
    <Box data-testid="phone-pairing" sx={{ display: 'grid', gap: 4, justifyItems: 'center' }}>
      <Box
        component="p"
        ref={title}
        tabIndex={-1}
        sx={{ m: 0, fontWeight: 620, textAlign: 'center', outline: 'none' }}
      >
        {t('phone.title')}
      </Box>
      {isPending && <Code uri={uri} />}
      {!isPending && error !== null && (
        <Box sx={{ display: 'grid', gap: 3, width: '100%' }}>
          <WalletProblemNotice during="connect" error={error} />
          <Button variant="contained" fullWidth data-testid="phone-again" onClick={onAgain}>
            {t('phone.again')}
          </Button>
        </Box>
      )}
      <Button size="small" variant="text" data-testid="phone-back" onClick={onBack}>
        {common('action.back')}
      </Button>
    </Box>
  );
}

function Code({ uri }: { uri: string | null }) {
  const { t } = useTranslation('pay');
  return (
    <>
      {uri !== null && (
        // A phone does not scan its own screen.
        <Box sx={{ display: 'none', '@media (pointer: coarse)': { display: 'block', width: '100%' } }}>
          <LinkButton href={uri} variant="contained" fullWidth>
            {t('qr.open')}
          </LinkButton>
        </Box>
      )}
      <Box
        data-testid="phone-code"
        data-uri={uri ?? undefined}
        // White in the dark as well: cameras want a light ground.
        sx={{ p: 4, bgcolor: '#fff', border: 1, borderColor: 'divider', borderRadius: 1.5, lineHeight: 0 }}
      >
        {uri === null ? (
          <Skeleton width={SIZE} height={SIZE} />
        ) : (
          <QrCode value={uri} size={SIZE} label={t('phone.label')} />
        )}
      </Box>
      <Box
        role="status"
        sx={{
          maxWidth: 320,
          fontSize: '0.875rem',
          textAlign: 'center',
          textWrap: 'pretty',
          color: 'text.secondary',
        }}
      >
        {uri === null ? t('phone.preparing') : t('phone.scan')}
      </Box>
      {uri !== null && <CopyLink uri={uri} />}
    </>
  );
}

function CopyLink({ uri }: { uri: string }) {
  const { t } = useTranslation('pay');
  const { t: common } = useTranslation();
  const toast = useToast();
  const { copied, copy } = useCopy();
  return (
    <Button
      size="small"
      startIcon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      data-testid="phone-copy"
      onClick={() => {
        copy(uri).catch(toast.error);
      }}
    >
      {copied ? common('action.copied') : t('phone.copy')}
    </Button>
  );
}

/** A moment later, since React takes a page down and puts it up again at once while it is developed. */
function useCancelledWhenGone(pairing: Pairing): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(timer.current);
    return () => {
      timer.current = setTimeout(pairing.cancel, 0);
    };
  }, [pairing]);
}
