'use client';

import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { abandonAction, confirmCancellationAction, declineAction } from '@/actions/deal';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { useTranslation } from '@/locales/i18n-provider';
import { partOfProposal, sumOf } from '../deal-state';
import { useStepToasts } from '../use-step-toasts';
import type { StepDialogProps } from './step-dialog';

/** Steps that end the deal: the consequence is said, and the button says it again. */
export function ConfirmStep(props: StepDialogProps<'decline' | 'abandon' | 'agreeCancel'>) {
  const { step, open, deal, words, onClose } = props;
  const { t } = useTranslation('deal');
  const { t: common } = useTranslation();
  const { t: ofPart } = useTranslation('milestones');
  const toasts = useStepToasts();
  const { requestId, contract, viewerRole } = deal;
  const decline = useMutation(declineAction);
  const abandon = useMutation(abandonAction);
  const agree = useMutation(confirmCancellationAction);
  const { isPending, error } = { decline, abandon, agreeCancel: agree }[step];
  const about = step === 'agreeCancel' ? partOfProposal(deal) : null;
  const held = about ? about.held : sumOf(contract.milestones, 'held');
  const values = {
    buyer: words.name(deal.buyer.name),
    seller: words.name(deal.seller.name),
    amount: held ? words.money(held) : words.price(contract.price),
  };
  const key = step === 'agreeCancel' ? 'agree' : step;
  const side = viewerRole === 'buyer' ? 'agree.buyer' : 'agree.seller';
  const body = about ? ofPart(side, values) : key === 'agree' ? t(side, values) : t(`${key}.body`, values);
  return (
    <ConfirmDialog
      open={open}
      danger
      title={about ? ofPart('agree.title', { title: words.name(about.title) }) : t(`${key}.title`)}
      confirmLabel={t(`${key}.confirm`, values)}
      cancelLabel={common('action.back')}
      pending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() => {
        const told = toasts(t(`${key}.done`), onClose);
        if (step === 'agreeCancel') {
          agree.mutate({ requestId, body: { milestoneId: deal.proposal?.milestoneId ?? null } }, told);
        } else {
          (step === 'decline' ? decline : abandon).mutate({ requestId }, told);
        }
      }}
    >
      <Typography>{body}</Typography>
      {key === 'abandon' && <Typography variant="body2">{t('abandon.sent')}</Typography>}
    </ConfirmDialog>
  );
}
