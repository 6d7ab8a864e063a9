'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { FileSignature } from 'lucide-react';
import type { Dispute } from '@/actions/disputes';
import type { Agreement } from '@/actions/mediation';
import type { Words } from '@/actions/words';
import { Address } from '@/components/address';
import { Facts } from '@/components/facts';
import { Panel } from '@/components/panel';
import { StatusChip } from '@/components/status-chip';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

interface AgreementPanelProps {
  agreement: Agreement;
  dispute: Dispute;
  words: Words;
}

/** What was asked for and agreed on: the request's words and the terms of the contract. */
export function AgreementPanel({ agreement, dispute, words }: AgreementPanelProps) {
  const { t } = useTranslation('adminDisputes');
  const language = useLanguage();
  const { description, contract } = agreement;
  const others = contract.milestones.filter(({ id }) => id !== dispute.milestoneId);
  return (
    <Panel title={t('agreement.heading')} icon={FileSignature}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Typography
          variant="body2"
          dir="auto"
          sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 320, overflowY: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={t('agreement.description')}
        >
          {description}
        </Typography>
        <Facts
          rows={[
            { label: t('agreement.milestone'), value: <bdi>{dispute.milestone.title}</bdi> },
            {
              label: t('agreement.price'),
              value: <bdi dir="ltr">{words.price(dispute.milestone.price)}</bdi>,
            },
            ...(others.length > 0
              ? [{ label: t('agreement.whole'), value: <bdi dir="ltr">{words.price(contract.price)}</bdi> }]
              : []),
            { label: t('agreement.delivery'), value: words.days(contract.deliveryDays) },
            { label: t('agreement.inspection'), value: words.days(contract.inspectionDays) },
            { label: t('agreement.rounds'), value: words.count(contract.maxChangeRounds) },
            { label: t('agreement.acceptedAt'), value: words.dateTime(contract.acceptedAt) },
            ...(contract.fundedAt
              ? [{ label: t('agreement.fundedAt'), value: words.dateTime(contract.fundedAt) }]
              : []),
            { label: t('agreement.hash'), value: <Address value={contract.termsHash} /> },
          ]}
        />
        {others.length > 0 && (
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Typography variant="caption" component="h3" sx={{ color: 'text.secondary' }}>
              {t('agreement.others')}
            </Typography>
            {others.map(({ id, title, status }) => (
              <Box key={id} sx={{ display: 'flex', justifyContent: 'space-between', gap: 3 }}>
                <Typography variant="body2">
                  <bdi>{title}</bdi>
                </Typography>
                <StatusChip kind="milestone" status={status} size="small" />
              </Box>
            ))}
          </Box>
        )}
        <Typography variant="body2">
          <TextLink href={paths.request(language, dispute.requestId)}>{t('agreement.request')}</TextLink>
        </Typography>
      </Box>
    </Panel>
  );
}
