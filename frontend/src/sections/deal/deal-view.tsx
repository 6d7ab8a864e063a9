'use client';

import Box from '@mui/material/Box';
import type { Deal } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { BackLink } from '@/components/back-link';
import { MainAndSide } from '@/components/main-and-side';
import { PageHeader } from '@/components/page-header';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { ContractPanel, DeliveriesPanel, PrivatePanel } from './deal-parts';
import { DealTimeline } from './deal-timeline';
import { DisputePanel } from './dispute-panel';
import { MilestonesPanel } from './milestones-panel';
import { LessPanel } from './less-panel';
import { NowPanel } from './now-panel';
import { ProposalPanel } from './proposal-panel';
import { SignaturesPanel } from './lazy-signatures-panel';
import { VaultPanel } from './vault-panel';
import { WithDeal } from './with-deal';

/** A deal as its party sees it: what happens now first, everything else after it. */
export function DealView({ requestId }: { requestId: string }) {
  return (
    <WithDeal requestId={requestId}>{(deal, words) => <DealContent deal={deal} words={words} />}</WithDeal>
  );
}

function DealContent({ deal, words }: { deal: Deal; words: Words }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  return (
    <>
      <PageHeader
        eyebrow={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
            <BackLink href={paths.deals(language)}>{t('back')}</BackLink>
            <Box
              component="span"
              data-testid="deal-status"
              data-status={deal.status}
              sx={{ display: 'flex' }}
            >
              <StatusChip kind="request" status={deal.status} />
            </Box>
            {deal.yourTurn && <WaitingChip />}
          </Box>
        }
        title={<bdi>{deal.title}</bdi>}
        lead={<Parties deal={deal} />}
      />
      <MainAndSide
        main={
          <>
            <NowPanel deal={deal} words={words} />
            <DisputePanel deal={deal} words={words} />
            <LessPanel deal={deal} words={words} />
            <ProposalPanel deal={deal} words={words} />
            <MilestonesPanel deal={deal} words={words} />
            <VaultPanel deal={deal} words={words} />
            <DeliveriesPanel deal={deal} words={words} />
          </>
        }
        side={
          <>
            <DealTimeline deal={deal} words={words} />
            <PrivatePanel deal={deal} words={words} />
            <ContractPanel deal={deal} words={words} />
            <SignaturesPanel deal={deal} words={words} />
          </>
        }
      />
    </>
  );
}

/** Who deals with whom; each name leads to the person's public page. */
function Parties({ deal: { buyer, seller, viewerRole } }: { deal: Deal }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const other = viewerRole === 'buyer' ? seller : buyer;
  const people: Readonly<Record<string, Deal['buyer']>> = { buyer, seller, name: other };
  // The order of the words is the language's: marks stand for the names, and the sentence is parted at them.
  const parts = t(`with.${viewerRole}`, {
    buyer: '\u0000buyer\u0000',
    seller: '\u0000seller\u0000',
    name: '\u0000name\u0000',
  }).split('\u0000');
  return parts.map((part, index) => {
    const person = index % 2 === 1 ? people[part] : undefined;
    return person ? (
      <TextLink key={index} href={paths.profile(language, person.id)}>
        <bdi>{person.name}</bdi>
      </TextLink>
    ) : (
      part
    );
  });
}
