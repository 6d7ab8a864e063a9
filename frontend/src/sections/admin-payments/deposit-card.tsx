'use client';

import Box from '@mui/material/Box';
import { ArrowDownToLine } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useAssetLooks } from '@/actions/asset-looks';
import type { DeskDeposit, DeskPayment, ResolutionOutcome } from '@/actions/payment-desk';
import { Address } from '@/components/address';
import { Button } from '@/components/button';
import { Facts, type FactRow } from '@/components/facts';
import { Money } from '@/components/money';
import { Panel } from '@/components/panel';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import type { ToneName } from '@/theme/tokens';
import { useFault } from './use-fault';

const Decision = dynamic(
  patiently(async () => (await import('./decide-deposit')).DecideDeposit),
  { ssr: false },
);

const TONES: Record<DeskDeposit['status'], ToneName> = {
  detected: 'open',
  confirmed: 'completed',
  quarantined: 'disputed',
  owed: 'refunded',
  dismissed: 'ended',
  reorged: 'danger',
};

/** One transaction to the payment's address: what the sources say, where its money is, and what can be decided. */
export function DepositCard({ deposit, desk }: { deposit: DeskDeposit; desk: DeskPayment }) {
  const { t } = useTranslation('deskPayments');
  const [deciding, setDeciding] = useState<ResolutionOutcome | null>(null);
  const lookOf = useAssetLooks();
  const faultOf = useFault();
  if (lookOf === null) return null;
  const asset = lookOf(deposit.money.asset);
  const { resolution, sources, outcomes } = deposit;
  const amount = (label: string, { amount: amountBase }: DeskDeposit['money']): FactRow | false =>
    amountBase !== '0' && { label, value: <Money amountBase={amountBase} asset={asset} /> };
  const rows: (FactRow | false)[] = [
    deposit.fault !== null && { label: t('column.fault'), value: faultOf(deposit.fault), strong: true },
    amount(t('deposit.booked'), deposit.booked),
    amount(t('deposit.held'), deposit.held),
    amount(t('deposit.lost'), deposit.lost),
    {
      label: t('deposit.sources'),
      value: sources.map(({ source }) => t(`source.${source}`)).join(' · ') || '–',
    },
    { label: t('deposit.confirmations'), value: t('confirmations', deposit.confirmations) },
    { label: t('deposit.txid'), value: <Address value={deposit.txid} href={deposit.explorerUrl} /> },
    { label: t('deposit.destination'), value: <Address value={deposit.destination} /> },
    { label: t('column.seen'), value: <RelativeTime at={deposit.detectedAt} /> },
  ];
  return (
    <Panel
      title={t('deposit.title')}
      icon={ArrowDownToLine}
      action={
        <span data-testid="desk-deposit" data-status={deposit.status}>
          <TonePill tone={TONES[deposit.status]}>{t(`depositStatus.${deposit.status}`)}</TonePill>
        </span>
      }
    >
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Money size="large" amountBase={deposit.money.amount} asset={asset} />
        <Facts rows={rows.filter((row) => row !== false)} />
        {resolution && <Said resolution={resolution} />}
        {outcomes.length > 0 && (
          <Box sx={{ pt: 5, borderTop: 1, borderColor: 'divider', display: 'grid', gap: 3 }}>
            <Box sx={{ fontWeight: 620 }}>{t('decide.question')}</Box>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
              {outcomes.map((outcome) => (
                <Button
                  key={outcome}
                  onClick={() => {
                    setDeciding(outcome);
                  }}
                >
                  {t(`decide.${outcome}`)}
                </Button>
              ))}
            </Box>
          </Box>
        )}
      </Box>
      {deciding && (
        <Decision
          key={deciding}
          outcome={deciding}
          deposit={deposit}
          desk={desk}
          asset={asset}
          onClose={() => {
            setDeciding(null);
          }}
        />
      )}
    </Panel>
  );
}

/** What admins have said about it, with their evidence. */
function Said({ resolution }: { resolution: NonNullable<DeskDeposit['resolution']> }) {
  const { t } = useTranslation('deskPayments');
  const { outcome, votes, votesNeeded, decidedAt, evidence } = resolution;
  return (
    <Box
      sx={{
        p: 4,
        borderRadius: 1.5,
        bgcolor: 'surface.sunken',
        display: 'grid',
        gap: 2,
        fontSize: '0.875rem',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', fontWeight: 620 }}>
        {t(`decide.${outcome}`)}
        <TonePill tone={decidedAt === null ? 'waiting' : 'completed'} size="small">
          {decidedAt === null ? t('votes', { given: votes.length, needed: votesNeeded }) : t('decided')}
        </TonePill>
      </Box>
      {votes.map(({ admin, at }) => (
        <Box key={admin.id} sx={{ color: 'text.secondary' }}>
          <bdi>{admin.name}</bdi> · <RelativeTime at={at} />
        </Box>
      ))}
      <Box dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {evidence}
      </Box>
    </Box>
  );
}
