'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { payoutEvidenceQuery } from '@/actions/payouts';
import { Address } from '@/components/address';
import { ErrorState } from '@/components/error-state';
import { Money, type AssetLook } from '@/components/money';
import { Panel } from '@/components/panel';
import { CardSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';

interface PayoutEvidencePanelProps {
  payoutId: string;
  asset: AssetLook;
}

/** What gateway and chain say at this moment, side by side. */
export function PayoutEvidencePanel({ payoutId, asset }: PayoutEvidencePanelProps) {
  const { t } = useTranslation('deskPayouts');
  const { data: evidence, error, refetch } = useQuery(payoutEvidenceQuery(payoutId));
  if (error && !evidence) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!evidence) return <CardSkeleton height={180} />;
  const { gateway, chain, candidates } = evidence;
  return (
    <Panel title={t('evidence.title')} lead={t('evidence.lead')}>
      <Box sx={{ display: 'grid', gap: 3, fontSize: '0.875rem' }}>
        <div>
          {gateway.isAnswering
            ? t('evidence.gateway', { status: gateway.status ?? '—', task: gateway.task ?? '—' })
            : t('evidence.gatewayAway')}
          {gateway.taskSays && ` · ${gateway.taskSays}`}
        </div>
        <div>
          {chain.isReadable
            ? t('evidence.chain', { from: chain.fromBlock ?? 0, head: chain.head ?? 0 })
            : t(chain.leavesLogs ? 'evidence.chainAway' : 'evidence.noLogs')}
        </div>
        {chain.isReadable && candidates.length === 0 && <div>{t('evidence.none')}</div>}
        {candidates.map((candidate) => (
          <Box key={candidate.txid} sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
            <Address value={candidate.txid} href={candidate.explorerUrl} />
            <Money amountBase={candidate.money.amount} asset={asset} />
            <TonePill tone={candidate.isRightAmount ? 'completed' : 'neutral'} size="small">
              {t(candidate.isRightAmount ? 'evidence.rightAmount' : 'evidence.otherAmount')}
            </TonePill>
            <TonePill tone={candidate.isFromGateway ? 'completed' : 'neutral'} size="small">
              {t(candidate.isFromGateway ? 'evidence.fromGateway' : 'evidence.fromOther')}
            </TonePill>
            {candidate.pays && (
              <TonePill tone="danger" size="small">
                {t('evidence.paysOther')}
              </TonePill>
            )}
            <Box sx={{ color: 'text.secondary' }}>
              {t('evidence.confirmations', { n: candidate.confirmations, of: chain.confirmationsWanted })}
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
