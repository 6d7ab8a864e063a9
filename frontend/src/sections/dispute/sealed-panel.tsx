'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { LockKeyhole, MailCheck, MailOpen, type LucideIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { unsealSplitAction } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { Panel } from '@/components/panel';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { otherSide, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const SealForm = dynamic(
  patiently(async () => (await import('./seal-form')).SealForm),
  { ssr: false },
);

/** Each side's least, in secret: what is entered, what the other side learns, and how it ends. */
export function SealedPanel({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const toasts = useStepToasts();
  const [sealing, setSealing] = useState(false);
  const unseal = useMutation(unsealSplitAction);
  const { abilities, sealed, viewerRole } = dispute;
  const maySeal = abilities.includes('sealSplit');
  const mayTakeBack = abilities.includes('unsealSplit');
  if (!sealed || (!maySeal && !mayTakeBack)) return null;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const yours = sealed.yours;
  return (
    <Panel title={t('sealed.heading')} icon={LockKeyhole} lead={t('sealed.lead')}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { sm: '1fr 1fr' } }}>
          <Envelope
            icon={yours ? MailCheck : MailOpen}
            filled={yours !== null}
            title={t('sealed.you')}
            text={yours ? t('sealed.yours', { amount: words.money(yours) }) : t('sealed.nothing')}
          />
          <Envelope
            icon={sealed.otherHasOne ? MailCheck : MailOpen}
            filled={sealed.otherHasOne}
            title={other}
            text={t(sealed.otherHasOne ? 'sealed.otherHas' : 'sealed.nothing')}
          />
        </Box>
        {yours && sealed.otherHasOne && (
          <Typography variant="body2" role="status">
            {t('sealed.apart')}
          </Typography>
        )}
        <Box
          component="ul"
          sx={{ m: 0, paddingInlineStart: 5, display: 'grid', gap: 1.5, color: 'text.secondary' }}
        >
          {(['learns', 'overlap', 'honest'] as const).map((key) => (
            <Typography key={key} component="li" variant="body2">
              {t(`sealed.${key}`, { other })}
            </Typography>
          ))}
        </Box>
        <Typography variant="body2">{t('sealed.tries', { ...sealed.tries })}</Typography>
        {sealing && maySeal ? (
          <SealForm
            dispute={dispute}
            words={words}
            onDone={() => {
              setSealing(false);
            }}
          />
        ) : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            {maySeal && (
              <Button
                startIcon={<LockKeyhole size={16} aria-hidden />}
                onClick={() => {
                  setSealing(true);
                }}
              >
                {t(yours ? 'sealed.change' : 'sealed.enter')}
              </Button>
            )}
            {mayTakeBack && (
              <Button
                variant="text"
                loading={unseal.isPending}
                onClick={() => {
                  unseal.mutate({ disputeId: dispute.id }, toasts(t('sealed.takenBack')));
                }}
              >
                {t('sealed.takeBack')}
              </Button>
            )}
          </Box>
        )}
      </Box>
    </Panel>
  );
}

interface EnvelopeProps {
  icon: LucideIcon;
  filled: boolean;
  title: string;
  text: string;
}

function Envelope({ icon: Icon, filled, title, text }: EnvelopeProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 3,
        p: 4,
        borderRadius: 1.5,
        border: filled ? '1px solid' : '1px dashed',
        borderColor: filled ? 'tone.funded.border' : 'divider',
        bgcolor: filled ? 'tone.funded.bg' : 'transparent',
        minWidth: 0,
      }}
    >
      <Box aria-hidden sx={{ pt: 0.5, color: filled ? 'tone.funded.fg' : 'text.secondary' }}>
        <Icon size={20} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="subtitle2" component="div">
          {title}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text}
        </Typography>
      </Box>
    </Box>
  );
}
