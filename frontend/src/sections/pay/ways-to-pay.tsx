'use client';

import Box from '@mui/material/Box';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { demoQuery } from '@/actions/demo';
import { payInDemoAction, type Payment } from '@/actions/payment';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { useTranslation } from '@/locales/i18n-provider';
import { WalletWay } from './wallet-way';

/** Ways of paying from this very page, beside the address and the code. */
export function WaysToPay({ payment }: { payment: Payment }) {
  const isDemo = Boolean(useQuery(demoQuery()).data);
  return (
    <>
      <WalletWay payment={payment} />
      {isDemo && <TestWallet payment={payment} />}
    </>
  );
}

function TestWallet({ payment }: { payment: Payment }) {
  const { t } = useTranslation('pay');
  const pay = useMutation(payInDemoAction);
  return (
    <Notice tone="payment" icon={FlaskConical} title={t('ways.testBody')}>
      {pay.isSuccess ? (
        <span role="status">{t('ways.testSent')}</span>
      ) : (
        <Box sx={{ display: 'grid', gap: 2, mt: 3, mb: 1 }}>
          <Button
            fullWidth
            loading={pay.isPending}
            onClick={() => {
              pay.mutate({ paymentId: payment.id });
            }}
          >
            {t('ways.test')}
          </Button>
          <FormError error={pay.error} />
        </Box>
      )}
    </Notice>
  );
}
