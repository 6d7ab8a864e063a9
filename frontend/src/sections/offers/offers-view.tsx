'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Inbox, LockKeyhole } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { OFFER_SORTS, offeredRequestQuery, offersQuery } from '@/actions/offers';
import { itemsOf } from '@/actions/paging';
import { BackLink } from '@/components/back-link';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { NativeSelect } from '@/components/native-select';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { BuyerActions } from './buyer-actions';
import { bestOf } from './comparison';
import { OfferCard } from './offer-card';

const gridSx = {
  display: 'grid',
  gap: 4,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
} as const;

/** All offers on the buyer's request beside each other, to choose one. */
export function OffersView({ requestId }: { requestId: string }) {
  const { t } = useTranslation('offers');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const router = useRouter();
  const pathname = usePathname();
  const wanted = useSearchParams().get('sort');
  const sort = OFFER_SORTS.find((one) => one === wanted) ?? 'newest';
  const request = useQuery(offeredRequestQuery(requestId));
  const offers = useInfiniteQuery(offersQuery(requestId, sort));
  const items = itemsOf(offers.data);
  const best = bestOf(items);
  const sealed = items.some((offer) => offer.sealed);
  const error = offers.error ?? request.error;
  return (
    <Page width="wide">
      <PageHeader
        eyebrow={<BackToRequest requestId={requestId} />}
        title={t('title')}
        lead={request.data && <bdi>{request.data.title}</bdi>}
        actions={
          items.length > 1 &&
          !sealed && (
            <NativeSelect
              size="small"
              label={t('sort.label')}
              value={sort}
              options={OFFER_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
              onChange={(value) => {
                router.replace(`${pathname}?sort=${value}`, { scroll: false });
              }}
            />
          )
        }
      />
      {error && (!offers.data || !request.data) ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void offers.refetch();
            void request.refetch();
          }}
        />
      ) : !offers.data || !request.data ? (
        <Box role="status" aria-label={common('state.loading')} sx={gridSx}>
          {[0, 1, 2].map((index) => (
            <CardSkeleton key={index} height={380} />
          ))}
        </Box>
      ) : request.data.viewerRole !== 'buyer' && request.data.viewerRole !== 'admin' ? (
        <EmptyState
          icon={Inbox}
          title={t('notBuyer.title')}
          body={t('notBuyer.body')}
          action={<LinkButton href={paths.newOffer(language, requestId)}>{t('notBuyer.action')}</LinkButton>}
        />
      ) : items.length === 0 ? (
        <EmptyState
          icon={Inbox}
          title={t('empty.title')}
          body={t('empty.body')}
          action={<LinkButton href={paths.request(language, requestId)}>{t('back')}</LinkButton>}
        />
      ) : (
        <Box sx={{ display: 'grid', gap: 5 }}>
          {sealed && request.data.bidDeadlineAt && (
            <Notice
              tone="neutral"
              icon={LockKeyhole}
              role="status"
              title={t('sealed.title')}
              action={<TimeLeft at={request.data.bidDeadlineAt} showIcon />}
            >
              {t('sealed.body')}
            </Notice>
          )}
          <Box sx={gridSx}>
            {items.map((offer) => (
              <OfferCard
                key={offer.id}
                offer={offer}
                best={best.get(offer.id)}
                fees={{ categoryId: request.data.categoryId, side: 'buyer' }}
              >
                <BuyerActions offer={offer} categoryId={request.data.categoryId} />
              </OfferCard>
            ))}
          </Box>
          {offers.hasNextPage && (
            <Box sx={{ justifySelf: 'center' }}>
              <Button loading={offers.isFetchingNextPage} onClick={() => void offers.fetchNextPage()}>
                {common('action.loadMore')}
              </Button>
            </Box>
          )}
        </Box>
      )}
    </Page>
  );
}

export function BackToRequest({ requestId }: { requestId: string }) {
  const { t } = useTranslation('offers');
  const language = useLanguage();
  return <BackLink href={paths.request(language, requestId)}>{t('back')}</BackLink>;
}
