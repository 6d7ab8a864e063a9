'use client';

import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { CategoryId } from '@/actions/fees';
import { counterOfferAction, type Offer } from '@/actions/offers';
import { assetsQuery } from '@/actions/payment';
import { ErrorState } from '@/components/error-state';
import { CardSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { TermsForm } from './terms-form';

interface CounterDialogProps {
  offer: Offer;
  categoryId: CategoryId | undefined;
  open: boolean;
  onClose: () => void;
}

/** The buyer's answer with other terms. */
export default function CounterDialog({ offer, categoryId, open, onClose }: CounterDialogProps) {
  const { t } = useTranslation('offers');
  const titleId = useId();
  const assets = useQuery(assetsQuery());
  const counter = useMutation(counterOfferAction);
  return (
    <Dialog
      open={open}
      onClose={counter.isPending ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={titleId}>{t('counter.title', { seller: offer.seller.name })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4, color: 'text.secondary' }}>
        {t('counter.lead')}
        {assets.data ? (
          <TermsForm
            assets={assets.data}
            initial={offer.current.terms}
            fees={{ categoryId, side: 'buyer' }}
            submitLabel={t('counter.submit')}
            pending={counter.isPending}
            error={counter.error}
            onCancel={onClose}
            onSubmit={(terms, onError) => {
              const body = { offerId: offer.id, terms, basedOn: offer.current.number };
              counter.mutate(body, { onSuccess: onClose, onError });
            }}
          />
        ) : assets.error ? (
          <ErrorState error={assets.error} onRetry={() => void assets.refetch()} />
        ) : (
          <CardSkeleton height={420} />
        )}
      </DialogContent>
    </Dialog>
  );
}
