'use client';

import Box from '@mui/material/Box';
import { Eye, History } from 'lucide-react';
import Typography from '@mui/material/Typography';
import type { Words } from '@/actions/words';
import { BackLink } from '@/components/back-link';
import { DisputeHistory } from '@/components/dispute/dispute-history';
import { MainAndSide } from '@/components/main-and-side';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AboutPanel } from './about-panel';
import { DecisionPanels } from './decision-panels';
import type { PartyDispute } from './dispute-state';
import { EvidencePanel } from './evidence-panel';
import { MoneyPanel } from './money-panel';
import { NegotiationPanel } from './negotiation-panel';
import { NowPanel } from './now-panel';
import { SealedPanel } from './sealed-panel';
import { WithDispute } from './with-dispute';

interface DisputeViewProps {
  requestId: string;
  disputeId: string;
}

/** A dispute as its party sees it: what happens now first, everything else after it. */
export function DisputeView(props: DisputeViewProps) {
  return (
    <WithDispute {...props}>
      {(dispute, words) => <DisputeContent dispute={dispute} words={words} />}
    </WithDispute>
  );
}

function DisputeContent({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const names = words.names(dispute);
  const { milestone, title } = dispute;
  return (
    <>
      <PageHeader
        eyebrow={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
            <BackLink href={paths.deal(language, dispute.requestId)}>{t('back')}</BackLink>
            <Box
              component="span"
              data-testid="dispute-status"
              data-status={dispute.status}
              sx={{ display: 'flex' }}
            >
              <StatusChip kind="dispute" status={dispute.status} />
            </Box>
            {dispute.yourTurn && <WaitingChip />}
          </Box>
        }
        title={t('heading', { title: `\u2068${title}\u2069` })}
        lead={
          milestone.title && milestone.title !== title
            ? t('lead.milestone', { ...names, milestone: `\u2068${milestone.title}\u2069` })
            : t('lead.deal', names)
        }
      />
      <MainAndSide
        main={
          <>
            <NowPanel dispute={dispute} words={words} />
            <DecisionPanels dispute={dispute} words={words} />
            <MoneyPanel dispute={dispute} words={words} />
            <NegotiationPanel dispute={dispute} words={words} />
            <SealedPanel dispute={dispute} words={words} />
            <EvidencePanel dispute={dispute} words={words} />
          </>
        }
        side={
          <>
            <AboutPanel dispute={dispute} words={words} />
            <Panel title={t('timeline.heading')} icon={History}>
              <DisputeHistory dispute={dispute} names={names} />
            </Panel>
            <Panel title={t('staff.heading')} icon={Eye}>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {t('staff.body')}
              </Typography>
            </Panel>
          </>
        }
      />
    </>
  );
}
