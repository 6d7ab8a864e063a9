'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { assetLooksQuery } from '@/actions/asset-looks';
import { deskPayoutQuery, type DeskPayoutDetail } from '@/actions/payouts';
import { Address } from '@/components/address';
import { BackLink } from '@/components/back-link';
import { ErrorState } from '@/components/error-state';
import { Money, Price } from '@/components/money';
import { Page } from '@/components/page';
import { Panel } from '@/components/panel';
import { CardSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { RelativeTime } from '@/components/time-left';
import { paths } from '@/config/paths';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

const loading = () => <CardSkeleton height={180} />;
const Decisions = dynamic(
  patiently(async () => (await import('./payout-decisions')).PayoutDecisions),
  {
    ssr: false,
    loading,
  },
);
const Evidence = dynamic(
  patiently(async () => (await import('./payout-evidence')).PayoutEvidencePanel),
  {
    ssr: false,
    loading,
  },
);

/** One payout as an admin sees it: what it is, what is known of it, and what can be decided. */
export function PayoutDeskDetail({ payoutId }: { payoutId: string }) {
  const { t } = useTranslation('deskPayouts');
  const language = useLanguage();
  const { data: detail, error, refetch } = useQuery(deskPayoutQuery(payoutId));
  const { data: assets } = useQuery(assetLooksQuery());
  return (
    <Page>
      <Box sx={{ mb: 4 }}>
        <BackLink href={paths.admin.payouts(language)}>{t('back')}</BackLink>
      </Box>
      {error && !detail ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !detail || !assets ? (
        <CardSkeleton height={420} />
      ) : (
        <Detail detail={detail} />
      )}
    </Page>
  );
}

function Detail({ detail }: { detail: DeskPayoutDetail }) {
  const { t } = useTranslation('deskPayouts');
  const { t: payouts } = useTranslation('payouts');
  const { data: assets = [] } = useQuery(assetLooksQuery());
  const { payout } = detail;
  const code = payout.money.asset;
  const asset = assets.find((one) => one.code === code) ?? { code, symbol: code, network: '', decimals: 0 };
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Panel
        title={payout.source === 'fee_revenue' ? t('platform') : detail.owner.name}
        action={<StatusChip kind="payout" status={payout.status} />}
      >
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Money size="large" amountBase={payout.money.amount} asset={asset} />
          <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2, fontSize: '0.875rem' }}>
            <Line label={t('column.value')}>
              {detail.value ? <Price price={detail.value} cents /> : t('unknownValue')}
            </Line>
            <Line label={t('sent')}>
              <Money amountBase={payout.sent.amount} asset={asset} />
            </Line>
            <Line label={t('destination')}>
              <Address value={payout.destination} />
            </Line>
            {payout.txid && (
              <Line label={t('transaction')}>
                <Address value={payout.txid} href={payout.explorerUrl} />
              </Line>
            )}
            {payout.approval && (
              <Line label={t('column.approval')}>
                {t('given', { given: payout.approval.given, needed: payout.approval.needed })}
                {' · '}
                {payouts(`reason.${payout.approval.reason}`)}
              </Line>
            )}
            {detail.failVotes.map((vote) => (
              <Line key={vote.admin.id} label={t('calledFailedBy', { name: vote.admin.name })}>
                {vote.note}
              </Line>
            ))}
            <Line label={t('column.since')}>
              <RelativeTime at={detail.since} />
            </Line>
            {detail.reason && <Line label={t('reason')}>{detail.reason}</Line>}
          </Box>
        </Box>
      </Panel>
      {detail.abilities.length > 0 && <Decisions detail={detail} />}
      {detail.abilities.includes('lookAgain') && <Evidence payoutId={payout.id} asset={asset} />}
      {detail.notes.length > 0 && (
        <Panel title={t('notes')}>
          <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}>
            {detail.notes.map((note) => (
              <Box
                component="li"
                key={`${note.at}-${note.text}`}
                sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, fontSize: '0.875rem' }}
              >
                <Box sx={{ fontWeight: 580 }}>{t(`note.${note.kind}`)}</Box>
                <Box component="bdi" dir="ltr" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  {note.text}
                </Box>
                <Box sx={{ color: 'text.secondary' }}>
                  {note.admin && `${note.admin.name} · `}
                  <RelativeTime at={note.at} />
                </Box>
              </Box>
            ))}
          </Box>
        </Panel>
      )}
    </Box>
  );
}

/** A label and what it stands for, at both ends of a line. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 4 }}>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </Box>
  );
}
