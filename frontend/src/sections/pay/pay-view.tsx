'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Ban, CircleCheck, UserRound } from 'lucide-react';
import { useState } from 'react';
import { dealQuery, type Deal } from '@/actions/deal';
import { dealPaymentsQuery, paymentQuery, type Payment } from '@/actions/payment';
import { BackLink } from '@/components/back-link';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Price } from '@/components/money';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { ChooseAsset } from './choose-asset';
import { EarlierAttempts } from './earlier-attempts';
import { PaymentPanel } from './payment-panel';
import { stageOf, totalOf } from './pay-state';

/** Paying a deal into escrow: the coin, the address and the amount, and what has become of the transfer. */
export function PayView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('pay');
  const language = useLanguage();
  const deal = useQuery(dealQuery(requestId));
  const isNone = deal.error instanceof ApiError && [403, 404].includes(deal.error.status);
  return (
    <Page>
      {deal.data ? (
        <PayDeal deal={deal.data} />
      ) : isNone ? (
        <EmptyState
          icon={Ban}
          title={t('gone.title')}
          body={t('gone.body')}
          action={
            <LinkButton href={paths.request(language, requestId)} variant="contained">
              {t('gone.request')}
            </LinkButton>
          }
        />
      ) : deal.error ? (
        <ErrorState error={deal.error} onRetry={() => void deal.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function PayDeal({ deal }: { deal: Deal }) {
  const { t } = useTranslation('pay');
  const language = useLanguage();
  const toDeal = paths.deal(language, deal.requestId);
  const stage = stageOf(deal);
  const toDealButton = (
    <LinkButton href={toDeal} variant="contained">
      {t('status.toDeal')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        eyebrow={<BackLink href={toDeal}>{t('back')}</BackLink>}
        title={t('title')}
        lead={
          <>
            {t('leadTitle', { title: deal.title })}
            <br />
            {t('lead', { seller: deal.seller.name })}
          </>
        }
        actions={<Total deal={deal} />}
      />
      {stage === 'notYours' && deal.paymentId ? (
        <Attempt deal={deal} paymentId={deal.paymentId} />
      ) : stage === 'notYours' ? (
        <EmptyState
          icon={UserRound}
          title={t('notYours.title', { buyer: deal.buyer.name })}
          body={t('notYours.body')}
          action={toDealButton}
        />
      ) : stage === 'pay' ? (
        <PayStage deal={deal} />
      ) : deal.viewerRole === 'buyer' && deal.paymentId ? (
        <Attempt deal={deal} paymentId={deal.paymentId} />
      ) : (
        <EmptyState
          icon={stage === 'paid' ? CircleCheck : Ban}
          title={t(`${stage}.title`)}
          body={t(`${stage}.body`)}
          action={toDealButton}
        />
      )}
    </>
  );
}

function Total({ deal }: { deal: Deal }) {
  const { t } = useTranslation('pay');
  const { t: fees } = useTranslation('fees');
  const format = useFormat();
  const { price, buyerFee } = deal.contract;
  return (
    <Box sx={{ textAlign: { xs: 'start', sm: 'end' } }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('total')}
      </Typography>
      <Price price={totalOf(deal.contract)} variant="money" />
      {buyerFee.amount === '0' ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {fees('line.freeForBuyer')}
        </Typography>
      ) : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('breakdown', {
            price: format.price(price),
            fee: format.price({ amount: buyerFee.amount, currency: price.currency }),
          })}
        </Typography>
      )}
    </Box>
  );
}

type Shown = { readonly kind: 'newest' } | { readonly kind: 'choose' } | { kind: 'attempt'; id: string };

function PayStage({ deal }: { deal: Deal }) {
  const { t } = useTranslation('pay');
  const [shown, setShown] = useState<Shown>({ kind: 'newest' });
  const { data: attempts } = useQuery(dealPaymentsQuery(deal.requestId));
  const paymentId = shown.kind === 'attempt' ? shown.id : deal.paymentId;
  const show = (id: string) => {
    setShown({ kind: 'attempt', id });
    window.scrollTo({ top: 0 });
  };
  const choosing = shown.kind === 'choose' || paymentId === null;
  const earlier = (attempts ?? []).filter(
    ({ id, contractId }) => (choosing || id !== paymentId) && contractId === deal.contract.id,
  );
  return (
    <Box sx={{ display: 'grid', gap: { xs: 6, md: 8 } }}>
      {choosing ? (
        <ChooseAsset
          deal={deal}
          onChosen={({ id }: Payment) => {
            setShown({ kind: 'attempt', id });
          }}
        />
      ) : (
        <Attempt
          key={paymentId}
          deal={deal}
          paymentId={paymentId}
          onChange={() => {
            setShown({ kind: 'choose' });
          }}
          onRenewed={({ id }) => {
            setShown({ kind: 'attempt', id });
          }}
        />
      )}
      {earlier.length > 0 && (
        <EarlierAttempts label={t('attempts.heading')} attempts={earlier} onShow={show} />
      )}
    </Box>
  );
}

interface AttemptProps {
  deal: Deal;
  paymentId: string;
  onChange?: () => void;
  onRenewed?: (payment: Payment) => void;
}

function Attempt({ deal, paymentId, onChange, onRenewed }: AttemptProps) {
  const { data: payment, error, refetch } = useQuery(paymentQuery(paymentId));
  if (payment)
    return <PaymentPanel deal={deal} payment={payment} onChange={onChange} onRenewed={onRenewed} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <PanelsSkeleton />;
}

function PanelsSkeleton() {
  const { t } = useTranslation('pay');
  return (
    <Box
      role="status"
      aria-label={t('loading')}
      sx={{ display: 'grid', gap: 5, gridTemplateColumns: { md: 'minmax(0, 7fr) minmax(0, 5fr)' } }}
    >
      <CardSkeleton height={480} />
      <CardSkeleton height={260} />
    </Box>
  );
}

function Loading() {
  return (
    <>
      <PageHeaderSkeleton />
      <PanelsSkeleton />
    </>
  );
}
