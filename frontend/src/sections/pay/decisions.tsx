'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Clock, Handshake } from 'lucide-react';
import { useState } from 'react';
import type { Deal } from '@/actions/deal';
import {
  agreeLessAction,
  askRefundAction,
  declineLessAction,
  proposeLessAction,
  type Payment,
} from '@/actions/payment';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Notice } from '@/components/notice';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { useAmount } from './use-amount';

/** The price that counts since money came after the lock; nothing otherwise. */
export function Revalued({ payment: { revalued, rate, asset } }: { payment: Payment }) {
  const { t } = useTranslation('paySides');
  const format = useFormat();
  if (revalued === null) return null;
  const price = format.number(rate, { style: 'currency', currency: 'USD' });
  return (
    <Notice tone="neutral" icon={Clock}>
      {t('revalued', { symbol: asset.symbol, price })}
    </Notice>
  );
}

type Asked = 'propose' | 'agree' | 'refund';

/** What the two can do with money that is not what was asked for; nothing where there is nothing to decide. */
export function Decisions({ deal, payment }: { deal: Deal; payment: Payment }) {
  const { t } = useTranslation('paySides');
  const toast = useToast();
  const amount = useAmount(payment.asset);
  const [asked, setAsked] = useState<Asked | null>(null);
  const propose = useMutation(proposeLessAction);
  const agree = useMutation(agreeLessAction);
  const decline = useMutation(declineLessAction);
  const refund = useMutation(askRefundAction);
  const { abilities, kept, less, id: paymentId } = payment;
  const can = (ability: Payment['abilities'][number]) => abilities.includes(ability);
  const other = deal.viewerRole === 'buyer' ? deal.seller : deal.buyer;
  const values = { name: other.name, amount: amount(less?.amount.amount ?? kept.amount) };
  const refunded = { amount: amount(payment.received.amount) };
  const yours = less !== null && less.by === deal.viewerRole;
  const close = () => {
    setAsked(null);
  };
  const done = (text: string) => ({
    onSuccess: () => {
      toast.success(text);
      close();
    },
  });
  if (less === null && !can('proposeLess') && !can('askRefund')) return null;
  return (
    <Box data-testid="pay-decisions" sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
      {less && (
        <Notice
          tone={yours ? 'neutral' : 'waiting'}
          icon={Handshake}
          title={t(yours ? 'lessTitleYours' : 'lessTitleTheirs', values)}
        >
          <Typography variant="body2">{t('lessBody')}</Typography>
          {less.note && (
            <Typography variant="body2" dir="auto" sx={{ mt: 1, color: 'text.secondary' }}>
              {less.note}
            </Typography>
          )}
          {yours && (
            <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
              {t('waiting', values)}
            </Typography>
          )}
          <Box sx={{ mt: 3, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            {can('agreeLess') && (
              <Button
                variant="contained"
                onClick={() => {
                  setAsked('agree');
                }}
              >
                {t('agree', values)}
              </Button>
            )}
            {can('declineLess') && (
              <Button
                loading={decline.isPending}
                onClick={() => {
                  decline.mutate({ paymentId }, { ...done(t('declined')), onError: toast.error });
                }}
              >
                {t(yours ? 'takeBack' : 'decline')}
              </Button>
            )}
          </Box>
        </Notice>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {can('proposeLess') && (
          <Button
            onClick={() => {
              setAsked('propose');
            }}
          >
            {t('propose', values)}
          </Button>
        )}
        {can('askRefund') && (
          <Button
            variant="text"
            onClick={() => {
              setAsked('refund');
            }}
          >
            {t('refund', refunded)}
          </Button>
        )}
      </Box>
      <ConfirmDialog
        open={asked === 'propose'}
        title={t('proposeTitle', values)}
        confirmLabel={t('propose', values)}
        pending={propose.isPending}
        error={propose.error}
        onConfirm={() => {
          propose.mutate({ paymentId, kept }, done(t('proposed')));
        }}
        onClose={close}
      >
        {t('proposeBody', values)}
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'agree'}
        title={t('agreeTitle', values)}
        confirmLabel={t('agree', values)}
        pending={agree.isPending}
        error={agree.error}
        onConfirm={() => {
          agree.mutate({ paymentId, kept }, done(t('agreed')));
        }}
        onClose={close}
      >
        {t('agreeBody')}
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'refund'}
        title={t('refundTitle')}
        confirmLabel={t('refund', refunded)}
        pending={refund.isPending}
        error={refund.error}
        onConfirm={() => {
          refund.mutate({ paymentId }, done(t('refunded')));
        }}
        onClose={close}
      >
        {t('refundBody', refunded)}
      </ConfirmDialog>
    </Box>
  );
}
