'use client';

import { useQuery } from '@tanstack/react-query';
import { assetLooksQuery } from '@/actions/asset-looks';
import { deskSummaryQuery } from '@/actions/payouts';
import { platformAddressesQuery } from '@/actions/treasury';
import { ErrorState } from '@/components/error-state';
import { MainAndSide } from '@/components/main-and-side';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { EarnedPanel } from './earned-panel';
import { GasPanel } from './gas-panel';
import { PlatformAddresses } from './platform-addresses';

/** Amn's own money: what it has earned, where that may go, and what it has put in for network fees. */
export function TreasuryView() {
  const { t } = useTranslation('treasury');
  const summary = useQuery(deskSummaryQuery());
  const addresses = useQuery(platformAddressesQuery());
  const assets = useQuery(assetLooksQuery());
  const error = summary.error ?? addresses.error ?? assets.error;
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} />
      {summary.data && addresses.data && assets.data ? (
        <MainAndSide
          main={
            <>
              <EarnedPanel earned={summary.data.earned} assets={assets.data} addresses={addresses.data} />
              <PlatformAddresses assets={assets.data} addresses={addresses.data} />
            </>
          }
          side={<GasPanel coins={summary.data.gasCoins} />}
        />
      ) : error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void summary.refetch();
            void addresses.refetch();
            void assets.refetch();
          }}
        />
      ) : (
        <CardSkeleton height={360} />
      )}
    </Page>
  );
}
