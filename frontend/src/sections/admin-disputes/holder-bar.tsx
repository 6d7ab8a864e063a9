'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { UserRoundCheck, UserRoundX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Dispute } from '@/actions/disputes';
import { assignAction } from '@/actions/mediation';
import { useUser } from '@/actions/session';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { KeyHint } from '@/components/key-hint';
import { Notice } from '@/components/notice';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { useToast } from '@/hooks/use-toast';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';

const GiveDialog = dynamic(
  patiently(() => import('./give-dialog')),
  { ssr: false },
);

/** Who has the case, and the steps that change it: take it, or give it to somebody who may have it. */
export function HolderBar({ dispute, words }: { dispute: Dispute; words: Words }) {
  const { t } = useTranslation('adminDisputes');
  const user = useUser();
  const toast = useToast();
  const take = useMutation(assignAction);
  const [giving, setGiving] = useState(false);
  const used = useWasOpen(giving);
  const { id: disputeId, abilities, mediator, status } = dispute;
  const isMine = mediator?.id === user.id;
  const canAssign = abilities.includes('assign');
  const canGive = abilities.includes('reassign') || (canAssign && user.roles.includes('admin'));
  const takeIt = () => {
    if (!canAssign || take.isPending) return;
    const body = { mediatorId: user.id };
    take.mutate(
      { disputeId, body },
      {
        onSuccess: () => {
          toast.success(t('holder.taken'));
        },
        onError: toast.error,
      },
    );
  };
  useShortcuts({
    t: takeIt,
    g: () => {
      if (canGive) setGiving(true);
    },
  });
  const isOpen = ['mediation', 'proposed', 'appealed'].includes(status);
  if (!isOpen && !mediator) return null;
  return (
    <Box sx={{ mb: 5 }}>
      <Notice
        tone={isMine ? 'funded' : mediator ? 'neutral' : 'waiting'}
        icon={mediator ? UserRoundCheck : UserRoundX}
        title={
          isMine
            ? t('holder.mine')
            : mediator
              ? t('holder.of', { name: words.name(mediator.name) })
              : t('holder.nobody')
        }
        action={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '&:empty': { display: 'none' } }}>
            {canAssign && (
              <Button size="small" variant="contained" loading={take.isPending} onClick={takeIt}>
                {t('holder.take')} <KeyHint>t</KeyHint>
              </Button>
            )}
            {canGive && (
              <Button
                size="small"
                onClick={() => {
                  setGiving(true);
                }}
              >
                {t('holder.give')} <KeyHint>g</KeyHint>
              </Button>
            )}
          </Box>
        }
      >
        {(mediator !== null || canAssign) && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t(isMine ? 'holder.mineBody' : mediator ? 'holder.ofBody' : 'holder.nobodyBody')}
          </Typography>
        )}
      </Notice>
      {used && (
        <GiveDialog
          dispute={dispute}
          words={words}
          open={giving}
          onClose={() => {
            setGiving(false);
          }}
        />
      )}
    </Box>
  );
}
