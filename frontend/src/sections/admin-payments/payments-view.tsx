'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { paymentOverviewQuery } from '@/actions/payment-desk';
import { ErrorState } from '@/components/error-state';
import { NativeSelect } from '@/components/native-select';
import { SegmentedLinks } from '@/components/segmented';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { OverviewBand } from './overview-band';
import { addressOf, ORDERS, searchOf, STATUSES, VIEWS, type PaymentAddress } from './payment-filter';
import { PaymentRows } from './payment-rows';
import { PaymentsFrame } from './payments-frame';
import { WaitingDeposits } from './waiting-deposits';

/** Money that came in otherwise than asked for: what waits for a decision first, then everything by status. */
export function PaymentsView() {
  const { t } = useTranslation('deskPayments');
  const { t: statuses } = useTranslation('statuses');
  const language = useLanguage();
  const router = useRouter();
  const address = addressOf(useSearchParams());
  const { data: overview, error, refetch } = useQuery(paymentOverviewQuery());
  const hrefWith = (change: Partial<PaymentAddress>): string =>
    `${paths.admin.payments(language)}${searchOf({ ...address, ...change })}`;
  const go = (change: Partial<PaymentAddress>): void => {
    router.replace(hrefWith(change), { scroll: false });
  };
  return (
    <PaymentsFrame part="payments">
      <Box sx={{ display: 'grid', gap: 6 }}>
        {error && !overview ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <OverviewBand
            overview={overview}
            chosen={address.status}
            hrefOf={(status) => hrefWith({ view: 'side', status })}
          />
        )}
        <WaitingDeposits />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center' }}>
          <SegmentedLinks
            label={t('view.label')}
            value={address.view}
            choices={VIEWS.map((view) => ({
              value: view,
              label: t(`view.${view}`),
              href: hrefWith({ view, status: null }),
            }))}
          />
          <Box sx={{ minWidth: 200 }}>
            <NativeSelect
              size="small"
              label={t('filter.status')}
              value={address.status ?? ''}
              options={[
                { value: '', label: t('filter.anyStatus') },
                ...STATUSES.map((status) => ({ value: status, label: statuses(`payment.${status}`) })),
              ]}
              onChange={(value) => {
                const status = STATUSES.find((one) => one === value) ?? null;
                go({ status, view: status === null ? address.view : 'all' });
              }}
            />
          </Box>
          <Box sx={{ minWidth: 160 }}>
            <NativeSelect
              size="small"
              label={t('filter.order')}
              value={address.order}
              options={ORDERS.map((order) => ({ value: order, label: t(`filter.${order}`) }))}
              onChange={(value) => {
                go({ order: ORDERS.find((order) => order === value) ?? 'oldest' });
              }}
            />
          </Box>
        </Box>
        <PaymentRows address={address} />
      </Box>
    </PaymentsFrame>
  );
}
