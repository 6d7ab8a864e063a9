'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import { feeQuoteQuery, type CategoryId } from '@/actions/fees';
import { reviseOfferAction, withdrawOfferAction, type Offer } from '@/actions/offers';
import type { Asset } from '@/actions/payment';
import { ActionRow } from '@/components/action-row';
import { Button, LinkButton } from '@/components/button';
import { FeeSum } from '@/components/fee-sum';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Notice } from '@/components/notice';
import { TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { OfferCard } from './offer-card';
import { TermsForm } from './terms-form';

interface OwnOfferProps {
  offer: Offer;
  assets: readonly Asset[];
  categoryId: CategoryId;
}

/** The seller's own offer: how it stands, and what can be done with it. */
export function OwnOffer({ offer, assets, categoryId }: OwnOfferProps) {
  const { t } = useTranslation('offers');
  const language = useLanguage();
  // Which revision is being rewritten: a newer one closes the form, so that nobody answers what they have not read.
  const [revising, setRevising] = useState<number | null>(null);
  const revise = useMutation(reviseOfferAction);
  const { current } = offer;
  const mayRevise = offer.abilities.includes('revise');
  const countered = offer.status === 'countered' && mayRevise;
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      {countered && (
        <Notice tone="waiting" icon={MessageSquareReply} role="status" title={t('own.counteredTitle')}>
          {t('own.counteredBody')}
        </Notice>
      )}
      <OfferCard offer={offer} fees={{ categoryId, side: 'seller' }}>
        {offer.deadline && (
          <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
            {t('own.expires')} <TimeLeft at={offer.deadline.at} yours={countered} />
          </Box>
        )}
        {offer.status === 'accepted' && (
          <LinkButton variant="contained" href={paths.deal(language, offer.requestId)}>
            {t('own.toDeal')}
          </LinkButton>
        )}
        <ActionRow>
          <Agree offer={offer} categoryId={categoryId} may={countered} />
          {mayRevise && revising !== current.number && (
            <Button
              onClick={() => {
                revise.reset();
                setRevising(current.number);
              }}
            >
              {t('own.revise')}
            </Button>
          )}
          <Withdraw offer={offer} may={offer.abilities.includes('withdraw')} />
        </ActionRow>
      </OfferCard>
      {mayRevise && revising === current.number && (
        <TermsForm
          key={current.number}
          assets={assets}
          initial={current.terms}
          fees={{ categoryId, side: 'seller' }}
          submitLabel={t('own.sendRevision')}
          pending={revise.isPending}
          error={revise.error}
          onCancel={() => {
            setRevising(null);
          }}
          onSubmit={(terms, onError) => {
            const body = { offerId: offer.id, terms, basedOn: current.number };
            revise.mutate(body, {
              onSuccess: () => {
                setRevising(null);
              },
              onError,
            });
          }}
        />
      )}
    </Box>
  );
}

interface StepProps {
  offer: Offer;
  /** An open dialog stays when the step is no longer possible: it says why the answer was refused. */
  may: boolean;
}

/** Takes the buyer's terms over as the seller's own: the buyer can then accept them. */
function Agree({ offer, categoryId, may }: StepProps & { categoryId: CategoryId }) {
  const { t } = useTranslation('offers');
  const format = useFormat();
  const agree = useMutation(reviseOfferAction);
  const [asked, setAsked] = useState<Offer['current'] | null>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    agree.reset();
  };
  const quote = useQuery(feeQuoteQuery(asked?.terms?.price.amount ?? null, categoryId)).data;
  const price = asked?.terms ? format.price(asked.terms.price) : '';
  return (
    <>
      {may && (
        <Button
          variant="contained"
          onClick={() => {
            setAsked(offer.current);
            setOpen(true);
          }}
        >
          {t('agree.open')}
        </Button>
      )}
      <ConfirmDialog
        open={open}
        title={t('agree.title', { price })}
        confirmLabel={t('agree.confirm', { price })}
        pending={agree.isPending}
        error={agree.error}
        onClose={close}
        onConfirm={() => {
          if (!asked?.terms) return;
          const body = {
            offerId: offer.id,
            terms: { ...asked.terms, message: '' },
            basedOn: asked.number,
          };
          agree.mutate(body, { onSuccess: close });
        }}
      >
        {t('agree.body')}
        <FeeSum quote={quote} side="seller" />
      </ConfirmDialog>
    </>
  );
}

function Withdraw({ offer, may }: StepProps) {
  const { t } = useTranslation('offers');
  const withdraw = useMutation(withdrawOfferAction);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    withdraw.reset();
  };
  return (
    <>
      {may && (
        <Button
          variant="text"
          danger
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('withdraw.open')}
        </Button>
      )}
      <ConfirmDialog
        open={open}
        danger
        title={t('withdraw.title')}
        confirmLabel={t('withdraw.confirm')}
        pending={withdraw.isPending}
        error={withdraw.error}
        onClose={close}
        onConfirm={() => {
          withdraw.mutate(offer.id, { onSuccess: close });
        }}
      >
        {t('withdraw.body')}
      </ConfirmDialog>
    </>
  );
}
