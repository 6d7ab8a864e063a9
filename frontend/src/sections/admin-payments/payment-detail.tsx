'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { Ban, Compass } from 'lucide-react';
import { useAssetLooks } from '@/actions/asset-looks';
import { deskPaymentQuery, type DeskPayment } from '@/actions/payment-desk';
import { BackLink } from '@/components/back-link';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { DepositCard } from './deposit-card';
import { InboxEvents } from './inbox-events';
import { PaymentFacts } from './payment-facts';

/** One payment as an admin sees it: what came, who told of it, what can be decided, and every callback about it. */
export function PaymentDetail({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  const { data: desk, error, refetch } = useQuery(deskPaymentQuery(paymentId));
  const lookOf = useAssetLooks();
  const isNone = error instanceof ApiError && [400, 404].includes(error.status);
  return (
    <Page>
      <Box sx={{ mb: 4 }}>
        <BackLink href={paths.admin.payments(language)}>{t('back')}</BackLink>
      </Box>
      {isNone ? (
        <EmptyState icon={Ban} title={t('none')} />
      ) : error && !desk ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !desk || lookOf === null ? (
        <>
          <PageHeaderSkeleton />
          <CardSkeleton height={360} />
        </>
      ) : (
        <Detail desk={desk} />
      )}
    </Page>
  );
}

function Detail({ desk }: { desk: DeskPayment }) {
  const { t } = useTranslation('deskPayments');
  const language = useLanguage();
  const { payment, buyer, seller, deposits, inbox } = desk;
  const waits = deposits.some(({ status }) => status === 'quarantined');
  // A quarantined deposit can lie beside a payment that the right money has completed.
  const told = waits && payment.status === 'completed' ? 'quarantined' : payment.status;
  return (
    <>
      <PageHeader
        eyebrow={
          <span data-testid="desk-payment-status" data-status={payment.status}>
            <StatusChip kind="payment" status={payment.status} />
          </span>
        }
        title={t('detail.title', { buyer: buyer.name, seller: seller.name })}
        lead={
          <TextLink href={`${paths.admin.books(language)}?requestId=${payment.requestId}`}>
            {t('detail.books')}
          </TextLink>
        }
      />
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Notice tone={waits ? 'waiting' : 'neutral'} icon={Compass} title={t('detail.next')}>
          {t(`next.${told}`, { buyer: buyer.name, seller: seller.name })}
        </Notice>
        <Panel title={t('detail.payment')}>
          <Box sx={{ display: 'grid', gap: 5 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 6, rowGap: 2 }}>
              <Money size="large" amountBase={payment.received.amount} asset={payment.asset} />
              <Box sx={{ color: 'text.secondary' }}>
                {t('detail.of')} <Money amountBase={payment.expected.amount} asset={payment.asset} />
              </Box>
            </Box>
            <PaymentFacts payment={payment} />
          </Box>
        </Panel>
        {deposits.length === 0 ? (
          <Panel title={t('deposits.title')}>{t('deposits.none')}</Panel>
        ) : (
          deposits.map((deposit) => <DepositCard key={deposit.id} deposit={deposit} desk={desk} />)
        )}
        <Panel title={t('callbacks.about')} lead={t('callbacks.aboutLead')}>
          {inbox.length === 0 ? t('callbacks.noneAbout') : <InboxEvents events={inbox} />}
        </Panel>
      </Box>
    </>
  );
}
