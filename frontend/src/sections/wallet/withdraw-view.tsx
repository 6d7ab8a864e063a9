'use client';

import { useQuery } from '@tanstack/react-query';
import { Landmark } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { balancesQuery, payoutAddressesQuery } from '@/actions/wallet';
import { signedAddressesQuery } from '@/actions/wallets';
import { BackLink } from '@/components/back-link';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { withdrawableOf } from './sources';
import { WithAssets } from './with-assets';
import { WithdrawForm } from './withdraw-form';

/** One question: how much goes where. */
export function WithdrawView() {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  const search = useSearchParams();
  const balances = useQuery(balancesQuery());
  const addresses = useQuery(payoutAddressesQuery());
  const signed = useQuery(signedAddressesQuery());
  const back = <BackLink href={paths.wallet(language)}>{t('withdrawPage.back')}</BackLink>;
  const error = balances.error ?? addresses.error ?? signed.error;
  const choices = balances.data?.flatMap(withdrawableOf);
  return (
    <Page width="narrow">
      <PageHeader eyebrow={back} title={t('withdrawPage.title')} lead={t('withdrawPage.lead')} />
      {error && (!balances.data || !addresses.data || !signed.data) ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void balances.refetch();
            void addresses.refetch();
            void signed.refetch();
          }}
        />
      ) : !choices || !addresses.data || !signed.data ? (
        <CardSkeleton height={460} />
      ) : choices.length === 0 ? (
        <EmptyState icon={Landmark} title={t('withdrawPage.nothing')} />
      ) : (
        <WithAssets height={460}>
          <WithdrawForm
            choices={choices}
            addresses={addresses.data}
            signed={signed.data.items}
            from={search.get('from')}
            replaces={search.get('replaces')}
          />
        </WithAssets>
      )}
    </Page>
  );
}
