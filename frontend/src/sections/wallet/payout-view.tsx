'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelPayoutAction, payoutQuery, type Payout } from '@/actions/wallet';
import { Address } from '@/components/address';
import { BackLink } from '@/components/back-link';
import { Button, LinkButton } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ErrorState } from '@/components/error-state';
import { Money } from '@/components/money';
import { Page } from '@/components/page';
import { CardSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { Row } from './balance-card';
import { useAssets } from './use-assets';
import { WithAssets } from './with-assets';

/** One withdrawal: where it is, and what that means. */
export function PayoutView({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation('wallet');
  const language = useLanguage();
  const { data: payout, error, refetch } = useQuery(payoutQuery(payoutId));
  return (
    <Page width="narrow">
      <Box sx={{ mb: 4 }}>
        <BackLink href={paths.wallet(language)}>{t('withdrawPage.back')}</BackLink>
      </Box>
      {payout ? (
        <WithAssets height={420}>
          <PayoutCard payout={payout} />
        </WithAssets>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <CardSkeleton height={420} />
      )}
    </Page>
  );
}

function PayoutCard({ payout }: { payout: Payout }) {
  const { t } = useTranslation('wallet');
  const { t: payouts } = useTranslation('payouts');
  const language = useLanguage();
  const { lookOf } = useAssets();
  const asset = lookOf(payout.money.asset);
  return (
    <Card sx={{ p: { xs: 5, sm: 7 }, display: 'grid', gap: 5 }}>
      <Box data-testid="payout-status" data-status={payout.status}>
        <StatusChip kind="payout" status={payout.status} />
      </Box>
      <Money size="large" amountBase={payout.money.amount} asset={asset} />
      <Typography role="status" sx={{ textWrap: 'pretty' }}>
        {t(`payout.explain.${payout.status}`)}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 3, pt: 5, borderTop: 1, borderColor: 'divider' }}>
        <Row label={t('payout.from')}>{t(`source.${payout.source}`)}</Row>
        <Row label={t('payout.destination')}>
          <Address value={payout.destination} />
        </Row>
        {payout.fee.amount !== '0' && (
          <>
            <Row label={payouts('quote.fee')}>
              <Money amountBase={payout.fee.amount} asset={asset} />
            </Row>
            <Row label={t('withdrawPage.youGet')}>
              <Money amountBase={payout.sent.amount} asset={asset} />
            </Row>
          </>
        )}
        {payout.approval && (
          <Row label={payouts('approval.label')}>
            {payouts('approval.of', { given: payout.approval.given, needed: payout.approval.needed })}
            {' · '}
            {payouts(`reason.${payout.approval.reason}`)}
          </Row>
        )}
        {payout.isAutomatic && <Row label={payouts('auto.label')}>{payouts('auto.made')}</Row>}
        {payout.txid && (
          <Row label={t('payout.transaction')}>
            <Address value={payout.txid} href={payout.explorerUrl} />
          </Row>
        )}
        <Row label={t('payout.reference')}>
          <Box component="bdi" dir="ltr" sx={{ typography: 'mono', overflowWrap: 'anywhere' }}>
            {payout.reference}
          </Box>
        </Row>
      </Box>
      <Box
        component="ol"
        aria-label={t('payout.steps')}
        sx={{
          m: 0,
          p: 0,
          pt: 5,
          borderTop: 1,
          borderColor: 'divider',
          listStyle: 'none',
          display: 'grid',
          gap: 3,
        }}
      >
        {payout.history.map((step) => (
          <Box
            component="li"
            key={`${step.status}-${step.at}`}
            sx={{
              display: 'flex',
              alignItems: 'center',
              justifyContent: 'space-between',
              gap: 3,
              fontSize: '0.875rem',
            }}
          >
            <StatusChip kind="payout" status={step.status} size="small" />
            <Box sx={{ color: 'text.secondary' }}>
              <RelativeTime at={step.at} />
            </Box>
          </Box>
        ))}
      </Box>
      {payout.abilities.includes('tryAgain') && (
        <LinkButton
          href={`${paths.withdraw(language)}?from=${payout.source}/${payout.money.asset}&replaces=${payout.id}`}
        >
          {payouts('tryAgain')}
        </LinkButton>
      )}
      {payout.abilities.includes('cancel') && <CancelPayout payoutId={payout.id} />}
    </Card>
  );
}

function CancelPayout({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation('wallet');
  const { t: common } = useTranslation();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation(cancelPayoutAction);
  const close = () => {
    setAsking(false);
    cancel.reset();
  };
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('payout.cancel')}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={t('payout.cancelTitle')}
        confirmLabel={t('payout.cancel')}
        cancelLabel={common('action.back')}
        pending={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={() => {
          cancel.mutate(payoutId, { onSuccess: close });
        }}
      >
        {t('payout.cancelBody')}
      </ConfirmDialog>
    </>
  );
}
