'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { feeQuoteQuery, type CategoryId } from '@/actions/fees';
import { acceptOfferAction, rejectOfferAction, type Offer } from '@/actions/offers';
import { ActionRow } from '@/components/action-row';
import { Button } from '@/components/button';
import { FeeSum } from '@/components/fee-sum';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { MilestoneList } from './milestone-list';

const CounterDialog = dynamic(
  patiently(() => import('./counter-dialog')),
  { ssr: false },
);

const noteSx = { fontSize: '0.875rem', color: 'text.secondary' } as const;

/** What the buyer may do with an offer. */
export function BuyerActions({ offer, categoryId }: { offer: Offer; categoryId: CategoryId }) {
  const { t } = useTranslation('offers');
  // Which revision is being answered: a newer one closes the dialog, so that nobody answers what they have not read.
  const [countering, setCountering] = useState<number | null>(null);
  const isCountering = countering === offer.current.number;
  const loadCounter = useWasOpen(isCountering);
  const may = (action: Offer['abilities'][number]) => offer.abilities.includes(action);
  return (
    <>
      {offer.status === 'countered' && <Box sx={noteSx}>{t('waitingForSeller')}</Box>}
      {offer.deadline && (
        <Box sx={noteSx}>
          {t('own.expires')} <TimeLeft at={offer.deadline.at} />
        </Box>
      )}
      <ActionRow narrow>
        <Accept offer={offer} categoryId={categoryId} may={may('accept') && offer.current.terms !== null} />
        {may('counter') && offer.current.terms && (
          <Button
            onClick={() => {
              setCountering(offer.current.number);
            }}
          >
            {t('counter.open')}
          </Button>
        )}
        <Reject offer={offer} may={may('reject')} />
      </ActionRow>
      {loadCounter && (
        <CounterDialog
          key={offer.current.number}
          offer={offer}
          categoryId={categoryId}
          open={isCountering}
          onClose={() => {
            setCountering(null);
          }}
        />
      )}
    </>
  );
}

interface StepProps {
  offer: Offer;
  /** An open dialog stays when the step is no longer possible: it says why the answer was refused. */
  may: boolean;
}

function Accept({ offer, categoryId, may }: StepProps & { categoryId: CategoryId }) {
  const { t } = useTranslation('offers');
  const { t: parts } = useTranslation('milestones');
  const language = useLanguage();
  const format = useFormat();
  const router = useRouter();
  const accept = useMutation(acceptOfferAction);
  // The terms as they were when the dialog was opened: those are what the person agrees to.
  const [asked, setAsked] = useState<Offer | null>(null);
  const [open, setOpen] = useState(false);
  // The fees that are shown are the ones that are agreed to: without them there is nothing to confirm.
  const quote = useQuery(
    feeQuoteQuery(open ? (asked?.current.terms?.price.amount ?? null) : null, categoryId),
  );
  const fees = quote.data;
  const price = asked?.current.terms ? format.price(asked.current.terms.price) : '';
  const milestones = asked?.current.terms?.milestones ?? [];
  const words = { seller: `\u2068${offer.seller.name}\u2069`, price: `\u2068${price}\u2069` };
  return (
    <>
      {may && (
        <Button
          variant="contained"
          onClick={() => {
            setAsked(offer);
            setOpen(true);
          }}
        >
          {t('accept.open')}
        </Button>
      )}
      <ConfirmDialog
        open={open}
        title={t('accept.title', words)}
        confirmLabel={t('accept.confirm', words)}
        pending={accept.isPending || accept.isSuccess || quote.isLoading}
        error={accept.error ?? quote.error}
        onClose={() => {
          setOpen(false);
          accept.reset();
        }}
        onConfirm={() => {
          if (!asked || !fees) {
            void quote.refetch();
            return;
          }
          const body = {
            requestId: asked.requestId,
            offerId: asked.id,
            revision: asked.current.number,
            shownFees: { buyerFee: fees.buyerFee, sellerFee: fees.sellerFee },
          };
          accept.mutate(body, {
            onSuccess: () => {
              router.push(paths.pay(language, body.requestId));
            },
          });
        }}
      >
        <FeeSum quote={fees} side="buyer" />
        {milestones.length > 0 && (
          <>
            <span>{parts('accept')}</span>
            <MilestoneList milestones={milestones} />
          </>
        )}
        <span>{t('accept.lead')}</span>
        <Box component="ol" sx={{ m: 0, paddingInlineStart: 5, display: 'grid', gap: 2 }}>
          <li>{t('accept.pay')}</li>
          <li>{t('accept.hold', words)}</li>
          <li>{t('accept.others')}</li>
        </Box>
      </ConfirmDialog>
    </>
  );
}

function Reject({ offer, may }: StepProps) {
  const { t } = useTranslation('offers');
  const reject = useMutation(rejectOfferAction);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    reject.reset();
  };
  return (
    <>
      {may && (
        <Button
          variant="text"
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('reject.open')}
        </Button>
      )}
      <ConfirmDialog
        open={open}
        danger
        title={t('reject.title', { seller: `\u2068${offer.seller.name}\u2069` })}
        confirmLabel={t('reject.confirm')}
        pending={reject.isPending}
        error={reject.error}
        onClose={close}
        onConfirm={() => {
          reject.mutate(offer.id, { onSuccess: close });
        }}
      >
        {t('reject.body')}
      </ConfirmDialog>
    </>
  );
}
