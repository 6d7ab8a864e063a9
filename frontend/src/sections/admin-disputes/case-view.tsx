'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Ban, History, TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { caseQuery, type DeskCase } from '@/actions/mediation';
import { useWords, type Words } from '@/actions/words';
import { BackLink } from '@/components/back-link';
import { LinkButton } from '@/components/button';
import { DisputeHistory } from '@/components/dispute/dispute-history';
import { EmptyState } from '@/components/empty-state';
import { Money } from '@/components/money';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { ReadPage } from '@/components/read-page';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { TimeLeft } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { AgreementPanel } from './agreement-panel';
import { CaseEvidence } from './case-evidence';
import { DecidePanel } from './decide-panel';
import { DeliveriesPanel } from './deliveries-panel';
import { HolderBar } from './holder-bar';
import { NotesPanel } from './notes-panel';
import { OffersPanel } from './offers-panel';

/** A case with everything side by side: what was agreed, what was delivered, what both say, and the decision. */
export function CaseView({ disputeId }: { disputeId: string }) {
  const { t } = useTranslation('adminDisputes');
  const language = useLanguage();
  const words = useWords();
  const reading = useQuery(caseQuery(disputeId));
  return (
    <ReadPage
      reading={reading}
      words={words}
      width="wide"
      skeleton={{ count: 2, height: 280, label: t('loading') }}
      none={
        <EmptyState
          icon={Ban}
          title={t('gone.title')}
          body={t('gone.body')}
          action={
            <LinkButton href={paths.admin.disputes(language)} variant="contained">
              {t('back')}
            </LinkButton>
          }
        />
      }
    >
      {(found) => <CaseContent found={found} words={words} />}
    </ReadPage>
  );
}

function CaseContent({ found, words }: { found: DeskCase; words: Words }) {
  const { t } = useTranslation('adminDisputes');
  const { t: disputes } = useTranslation('dispute');
  const language = useLanguage();
  const router = useRouter();
  const decide = useRef<HTMLDivElement>(null);
  const notes = useRef<HTMLDivElement>(null);
  const { dispute, agreement, escalatedAt } = found;
  const names = { buyer: words.name(dispute.buyer.name), seller: words.name(dispute.seller.name) };
  const reason = disputes(`reason.${dispute.reason}`);
  const focusWithin = (part: HTMLElement | null) => {
    part?.scrollIntoView({ block: 'start' });
    part?.querySelector<HTMLElement>('textarea, input, button')?.focus();
  };
  useShortcuts({
    d: () => {
      focusWithin(decide.current);
    },
    n: () => {
      focusWithin(notes.current);
    },
    u: () => {
      router.push(paths.admin.disputes(language));
    },
  });
  return (
    <>
      <PageHeader
        eyebrow={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
            <BackLink href={paths.admin.disputes(language)}>{t('back')}</BackLink>
            <Box
              component="span"
              data-testid="case-status"
              data-status={dispute.status}
              sx={{ display: 'flex' }}
            >
              <StatusChip kind="dispute" status={dispute.status} />
            </Box>
            {dispute.yourTurn && <WaitingChip />}
            {escalatedAt !== null && (
              <TonePill tone="danger">
                <TriangleAlert size={14} aria-hidden />
                {t('escalated')}
              </TonePill>
            )}
          </Box>
        }
        title={<bdi>{dispute.title}</bdi>}
        lead={
          <>
            {dispute.openedBy === 'timer'
              ? t('aboutLate', { ...names, reason })
              : t('about', {
                  ...names,
                  opener: names[dispute.opener],
                  reason,
                  wish: dispute.wish ? disputes(`wish.${dispute.opener}.${dispute.wish}`) : '–',
                })}
          </>
        }
        actions={
          <Box sx={{ display: 'grid', gap: 1, justifyItems: { sm: 'end' } }}>
            <Money
              size="small"
              amountBase={dispute.held.amount}
              asset={words.assetOf(dispute.held.asset)}
              price={dispute.milestone.price}
            />
            {dispute.deadline && (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                <TimeLeft at={dispute.deadline.at} yours={dispute.yourTurn} showIcon />
              </Typography>
            )}
          </Box>
        }
      />
      <HolderBar dispute={dispute} words={words} />
      <Box
        sx={{
          display: 'grid',
          gap: 5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 1.2fr) minmax(0, 1fr)',
            xl: 'minmax(0, 1fr) minmax(0, 1.2fr) minmax(0, 1fr)',
          },
          // The column of the decision is the longer one: what was agreed goes on under the evidence.
          gridTemplateRows: { lg: 'auto 1fr', xl: 'auto' },
        }}
      >
        <Box
          sx={{
            display: 'grid',
            gap: 5,
            minWidth: 0,
            order: { xs: 2, lg: 3, xl: 1 },
          }}
        >
          <AgreementPanel agreement={agreement} dispute={dispute} words={words} />
          <DeliveriesPanel dispute={dispute} words={words} />
        </Box>
        <Box sx={{ display: 'grid', gap: 5, minWidth: 0, order: { xs: 1, xl: 2 } }}>
          <CaseEvidence dispute={dispute} />
          <OffersPanel dispute={dispute} words={words} />
        </Box>
        <Box
          sx={{
            display: 'grid',
            gap: 5,
            minWidth: 0,
            order: { xs: 3, lg: 2, xl: 3 },
            gridRow: { lg: 'span 2', xl: 'auto' },
          }}
        >
          <div ref={decide}>
            <DecidePanel dispute={dispute} words={words} />
          </div>
          <div ref={notes}>
            <NotesPanel found={found} />
          </div>
          <Panel title={disputes('timeline.heading')} icon={History}>
            <DisputeHistory dispute={dispute} names={names} />
          </Panel>
        </Box>
      </Box>
    </>
  );
}
