'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight, Landmark } from 'lucide-react';
import { balancesQuery, type Balance } from '@/actions/wallet';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { CardSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AddressesPanel } from './addresses-panel';
import { AutoPayoutPanel } from './auto-payout-panel';
import { BalanceCard } from './balance-card';
import { PayoutsPanel } from './payouts-panel';
import { RefundsNotice } from './refunds-notice';
import { StatementPanel } from './statement-panel';
import { withdrawableOf } from './sources';
import { WithAssets } from './with-assets';

/** Everything about a person's money outside their deals. */
export function WalletView() {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  const { data: balances, error, refetch } = useQuery(balancesQuery());
  const canWithdraw = balances?.some((balance) => withdrawableOf(balance).length > 0) ?? false;
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          canWithdraw && (
            <LinkButton
              href={paths.withdraw(language)}
              variant="contained"
              startIcon={<ArrowUpRight size={18} aria-hidden />}
            >
              {t('withdraw')}
            </LinkButton>
          )
        }
      />
      <WithAssets height={220}>
        <Box sx={{ display: 'grid', gap: { xs: 8, md: 12 } }}>
          <RefundsNotice />
          {error && !balances ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : (
            <Balances balances={balances} />
          )}
          <PayoutsPanel />
          <Box
            sx={{
              display: 'grid',
              gap: { xs: 8, md: 10 },
              gridTemplateColumns: { md: 'minmax(0, 3fr) minmax(0, 2fr)' },
              alignItems: 'start',
            }}
          >
            <StatementPanel />
            <Box sx={{ display: 'grid', gap: { xs: 8, md: 10 } }}>
              <AddressesPanel />
              <AutoPayoutPanel />
            </Box>
          </Box>
        </Box>
      </WithAssets>
    </Page>
  );
}

function Balances({ balances }: { balances: readonly Balance[] | undefined }) {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  if (balances?.length === 0) {
    return (
      <EmptyState
        icon={Landmark}
        title={t('empty.title')}
        body={t('empty.body')}
        action={<LinkButton href={paths.requests(language)}>{t('empty.action')}</LinkButton>}
      />
    );
  }
  return (
    <Box
      sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))' }}
    >
      {balances?.map((balance) => <BalanceCard key={balance.asset} balance={balance} />) ?? (
        <>
          <CardSkeleton height={220} />
          <CardSkeleton height={220} />
        </>
      )}
    </Box>
  );
}
