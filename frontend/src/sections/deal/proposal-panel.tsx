'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { CalendarClock, Handshake } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { confirmExtensionAction, declineProposalAction, type Deal } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { partOfProposal, primaryOf, proposalPart, sumOf } from './deal-state';
import { useStepToasts } from './use-step-toasts';

const StepDialog = dynamic(
  patiently(() => import('./dialogs/step-dialog')),
  { ssr: false },
);

/** An open proposal: what it would change, and the answer to it. Nothing while there is none. */
export function ProposalPanel({ deal, words }: { deal: Deal; words: Words }) {
  const { t } = useTranslation('deal');
  const { t: ofPart } = useTranslation('milestones');
  const toasts = useStepToasts();
  const [asking, setAsking] = useState(false);
  const used = useWasOpen(asking);
  const extend = useMutation(confirmExtensionAction);
  const close = useMutation(declineProposalAction);
  const { proposal, requestId, viewerRole } = deal;
  const part = proposalPart(deal);
  if (!proposal || !part) return null;
  const { yours, canAgree, canClose } = part;
  const { newDueAt, kind, milestoneId } = proposal;
  const proposer = proposal.by === 'buyer' ? deal.buyer : deal.seller;
  const other = proposal.by === 'buyer' ? deal.seller : deal.buyer;
  const about = partOfProposal(deal);
  const held = about ? about.held : sumOf(deal.contract.milestones, 'held');
  const values = {
    name: words.name(proposer.name),
    buyer: words.name(deal.buyer.name),
    amount: held ? words.money(held) : words.price(deal.contract.price),
    date: words.date(newDueAt),
  };
  const consequence =
    kind === 'extension'
      ? t('proposal.extensionBody', values)
      : t(viewerRole === 'buyer' ? 'proposal.cancellationBuyer' : 'proposal.cancellationSeller', values);
  const busy = extend.isPending || close.isPending;
  // One primary action a screen: an answer stands back where the deal itself waits for the reader.
  const variant = primaryOf(deal) ? 'outlined' : 'contained';
  return (
    <Notice
      tone={canAgree ? 'waiting' : 'neutral'}
      icon={kind === 'extension' ? CalendarClock : Handshake}
      title={
        about
          ? ofPart(`proposal.${kind}${yours ? 'Yours' : 'Theirs'}`, {
              ...values,
              title: words.name(about.title),
            })
          : t(`proposal.${kind}${yours ? 'Yours' : 'Theirs'}`, values)
      }
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {consequence}
      </Typography>
      {proposal.note && (
        <Typography
          variant="body2"
          sx={{ mt: 1, whiteSpace: 'pre-wrap', color: 'text.secondary' }}
          dir="auto"
        >
          {proposal.note}
        </Typography>
      )}
      {yours && (
        <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
          {t('proposal.waiting', { name: words.name(other.name) })}
        </Typography>
      )}
      <Box sx={{ mt: 3, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {canAgree && kind === 'extension' && newDueAt && milestoneId && (
          <Button
            variant={variant}
            loading={extend.isPending}
            disabled={busy}
            onClick={() => {
              extend.mutate({ requestId, body: { milestoneId, newDueAt } }, toasts(t('proposal.extended')));
            }}
          >
            {t('proposal.agreeExtension', values)}
          </Button>
        )}
        {canAgree && kind === 'cancellation' && (
          <Button
            variant={variant}
            disabled={busy}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('proposal.agreeCancel')}
          </Button>
        )}
        {canClose && (
          <Button
            loading={close.isPending}
            disabled={busy}
            onClick={() => {
              close.mutate({ requestId }, toasts(t('proposal.refused')));
            }}
          >
            {t(yours ? 'proposal.takeBack' : 'proposal.refuse')}
          </Button>
        )}
      </Box>
      {used && (
        <StepDialog
          step="agreeCancel"
          open={asking}
          deal={deal}
          words={words}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </Notice>
  );
}
