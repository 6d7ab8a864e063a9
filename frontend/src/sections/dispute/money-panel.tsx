'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LockKeyhole, Split } from 'lucide-react';
import type { Words } from '@/actions/words';
import { DivisionBar } from '@/components/dispute/division-bar';
import { Money } from '@/components/money';
import { Panel } from '@/components/panel';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { divisionOf } from './division-of';
import type { PartyDispute } from './dispute-state';

/** Where the money of the dispute is: held still, or how it was divided and where the parts went. */
export function MoneyPanel({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const language = useLanguage();
  const { outcome, held, status, viewerRole } = dispute;
  const asset = words.assetOf(held.asset);
  if (outcome) {
    return (
      <Panel
        title={t('money.outcome')}
        icon={Split}
        lead={t(`outcome.${outcome.how}`, { date: words.dateTime(outcome.at) })}
      >
        <Box data-testid="dispute-outcome" sx={{ display: 'grid', gap: 5 }}>
          <DivisionBar
            division={divisionOf(outcome.division)}
            asset={asset}
            names={words.names(dispute)}
            viewer={viewerRole}
          />
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('money.went')} <TextLink href={paths.wallet(language)}>{t('action.balance')}</TextLink>
          </Typography>
        </Box>
      </Panel>
    );
  }
  return (
    <Panel title={t('money.heading')} icon={LockKeyhole}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 4,
          p: 4,
          borderRadius: 1.5,
          border: 1,
          borderColor: 'tone.funded.border',
          bgcolor: 'tone.funded.bg',
        }}
      >
        <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
          <Typography variant="subtitle2" component="div">
            {t('money.escrow')}
          </Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t(status === 'withdrawn' ? 'money.goesOn' : 'money.frozen')}
          </Typography>
        </Box>
        <Money amountBase={held.amount} asset={asset} price={dispute.milestone.price} size="large" />
      </Box>
    </Panel>
  );
}
