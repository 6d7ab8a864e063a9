'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import type { Deal } from '@/actions/deal';
import { disputesOfDealQuery, type DisputeCard } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { StatusChip } from '@/components/status-chip';
import { TextLink } from '@/components/text-link';
import { TimeLeft } from '@/components/time-left';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isEnded } from './deal-state';

/** The disputes about a deal: those that run, each with its time and the way to it, and those that have ended. */
export function DisputePanel({ deal, words }: { deal: Deal; words: Words }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const { data = [] } = useQuery({
    ...disputesOfDealQuery(deal.requestId),
    enabled: deal.contract.fundedAt !== null && deal.viewerRole !== 'admin',
  });
  const ended = data.filter(isEnded);
  return (
    <>
      {data
        .filter((dispute) => !isEnded(dispute))
        .map((dispute) => (
          <Running key={dispute.id} dispute={dispute} deal={deal} words={words} />
        ))}
      {ended.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 2 }}>
          {ended.map(({ id, status, statusSince }) => (
            <Box
              component="li"
              key={id}
              sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, fontSize: '0.875rem' }}
            >
              <StatusChip kind="dispute" status={status} size="small" />
              <TextLink href={paths.dispute(language, deal.requestId, id)}>
                {t('dispute.ended', { date: words.date(statusSince) })}
              </TextLink>
            </Box>
          ))}
        </Box>
      )}
    </>
  );
}

function Running({ dispute, deal, words }: { dispute: DisputeCard; deal: Deal; words: Words }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const { status, deadline, yourTurn, held, milestoneId } = dispute;
  const { milestones } = deal.contract;
  const milestone = milestones.length > 1 ? milestones.find(({ id }) => id === milestoneId) : undefined;
  return (
    <Notice
      tone={yourTurn ? 'waiting' : 'disputed'}
      icon={Scale}
      title={
        milestone
          ? t('dispute.about', { milestone: words.name(milestone.title) })
          : t(yourTurn ? 'dispute.yours' : 'dispute.running')
      }
      action={
        <LinkButton
          href={paths.dispute(language, deal.requestId, dispute.id)}
          variant={yourTurn ? 'contained' : 'outlined'}
        >
          {t('dispute.open')}
        </LinkButton>
      }
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {t('dispute.frozen', { amount: words.money(held) })}
      </Typography>
      <Box sx={{ mt: 2, display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}>
        <StatusChip kind="dispute" status={status} size="small" />
        {deadline && (
          <Typography variant="body2" component="span">
            <TimeLeft at={deadline.at} yours={yourTurn} showIcon />
          </Typography>
        )}
      </Box>
    </Notice>
  );
}
