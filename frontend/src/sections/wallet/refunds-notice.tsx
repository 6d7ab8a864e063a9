'use client';

import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { refundsQuery } from '@/actions/payouts';
import { LinkButton } from '@/components/button';
import { Money } from '@/components/money';
import { Notice } from '@/components/notice';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { sumOf } from './sources';
import { useAssets } from './use-assets';

/** Money owed back waits here for an address, asset by asset, for as long as it takes. */
export function RefundsNotice() {
  const { t } = useTranslation('payouts');
  const language = useLanguage();
  const { lookOf } = useAssets();
  const { data } = useQuery(refundsQuery());
  const waiting = (data ?? []).filter(({ waiting: { amount } }) => amount !== '0');
  const assets = [...new Set(waiting.map(({ money }) => money.asset))];
  return assets.map((asset) => {
    const ofAsset = waiting.filter(({ money }) => money.asset === asset);
    const isMine = ofAsset.every(({ bearer }) => bearer === 'payee');
    return (
      <Box key={asset} data-testid="refund-waiting">
        <Notice
          tone="changes"
          icon={Undo2}
          title={
            <>
              {t('refund.waits')}{' '}
              <Money
                amountBase={sumOf(ofAsset.map((refund) => refund.waiting.amount))}
                asset={lookOf(asset)}
              />
            </>
          }
          action={
            <LinkButton href={`${paths.withdraw(language)}?from=refund_payable/${asset}`} variant="contained">
              {t('refund.action')}
            </LinkButton>
          }
        >
          {t(isMine ? 'refund.explainFee' : 'refund.explain')}
        </Notice>
      </Box>
    );
  });
}
