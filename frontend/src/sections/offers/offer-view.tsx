'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Ban, LockKeyhole, MailCheck } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { offeredRequestQuery, offerQuery, submitOfferAction, type RequestDetail } from '@/actions/offers';
import { assetsQuery, type Asset } from '@/actions/payment';
import { useUser } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { BackToRequest } from './offers-view';
import { OwnOffer } from './own-offer';
import { TermsForm } from './terms-form';

/** The seller's page of a request: to make an offer, and to follow it up. */
export function OfferView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('offers');
  const request = useQuery(offeredRequestQuery(requestId));
  const assets = useQuery(assetsQuery());
  const offerId = request.data?.myOfferId ?? null;
  const own = useQuery({ ...offerQuery(offerId ?? ''), enabled: offerId !== null });
  const error = request.error ?? assets.error ?? own.error;
  const ready = request.data && assets.data && (offerId === null || own.data);
  return (
    <Page width="reading">
      <PageHeader
        eyebrow={<BackToRequest requestId={requestId} />}
        title={offerId === null ? t('make.title') : t('own.title')}
        lead={request.data && <bdi>{request.data.title}</bdi>}
      />
      {ready ? (
        <Box sx={{ display: 'grid', gap: 6 }}>
          {own.data && (
            <OwnOffer offer={own.data} assets={assets.data} categoryId={request.data.categoryId} />
          )}
          <MakeOffer request={request.data} assets={assets.data} />
        </Box>
      ) : error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void request.refetch();
            void assets.refetch();
            if (offerId !== null) void own.refetch();
          }}
        />
      ) : (
        <CardSkeleton height={520} />
      )}
    </Page>
  );
}

function MakeOffer({ request, assets }: { request: RequestDetail; assets: readonly Asset[] }) {
  const { t } = useTranslation('offers');
  const language = useLanguage();
  const pathname = usePathname();
  const { emailVerifiedAt } = useUser();
  const submit = useMutation(submitOfferAction);
  if (request.abilities.includes('submitOffer')) {
    return (
      <>
        {request.myOfferId !== null && <Box sx={{ color: 'text.secondary' }}>{t('make.again')}</Box>}
        {request.sealed && request.bidDeadlineAt && (
          <Notice
            tone="neutral"
            icon={LockKeyhole}
            title={t('sealed.title')}
            action={<TimeLeft at={request.bidDeadlineAt} showIcon />}
          >
            {t('sealed.forSeller')}
          </Notice>
        )}
        <TermsForm
          assets={assets}
          fees={{ categoryId: request.categoryId, side: 'seller' }}
          submitLabel={t('make.submit')}
          pending={submit.isPending}
          error={submit.error}
          onSubmit={(terms, onError) => {
            submit.mutate({ requestId: request.id, terms }, { onError });
          }}
        />
      </>
    );
  }
  if (request.myOfferId !== null) return null;
  if (request.viewerRole === 'buyer') {
    return (
      <EmptyState
        icon={Ban}
        title={t('make.ownRequest')}
        action={<LinkButton href={paths.offers(language, request.id)}>{t('make.seeOffers')}</LinkButton>}
      />
    );
  }
  if (!emailVerifiedAt) {
    return (
      <EmptyState
        icon={MailCheck}
        title={t('make.verifyTitle')}
        body={t('make.verifyBody')}
        action={
          <LinkButton variant="contained" href={paths.verify(language, pathname)}>
            {t('make.verify')}
          </LinkButton>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={Ban}
      title={t('make.closedTitle')}
      body={t('make.closedBody')}
      action={<LinkButton href={paths.requests(language)}>{t('make.browse')}</LinkButton>}
    />
  );
}
