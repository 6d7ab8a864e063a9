'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { CircleCheck, ShieldAlert } from 'lucide-react';
import { proveOwnAction, saveJson, type OwnProof } from '@/actions/books';
import type { AssetLook } from '@/actions/asset-looks';
import { useSession } from '@/actions/session';
import { Button, LinkButton } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { Panel } from '@/components/panel';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { lookIn } from './liabilities';

interface OwnPartProps {
  snapshotId: string;
  assets: readonly AssetLook[];
}

/** Whether one's own balance is in the newest snapshot, worked out in this browser. */
export function OwnPart({ snapshotId, assets }: OwnPartProps) {
  const { t } = useTranslation('liabilities');
  const language = useLanguage();
  const { user } = useSession();
  const check = useMutation(proveOwnAction);
  return (
    <Panel title={t('own.title')} lead={t('own.body')}>
      {user === null ? (
        <LinkButton href={paths.signIn(language, paths.liabilities(language))}>{t('own.signIn')}</LinkButton>
      ) : (
        <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
          <Button
            variant="contained"
            loading={check.isPending}
            onClick={() => {
              check.mutate(snapshotId);
            }}
          >
            {t('own.check')}
          </Button>
          <FormError error={check.error} />
          {check.data && <Verdict own={check.data} assets={assets} snapshotId={snapshotId} />}
        </Box>
      )}
    </Panel>
  );
}

function Verdict({ own, assets, snapshotId }: OwnPartProps & { own: OwnProof }) {
  const { t } = useTranslation('liabilities');
  const format = useFormat();
  const { proven } = own;
  return (
    <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start', width: '100%' }}>
      <Box sx={{ width: '100%' }}>
        {proven === null ? (
          <Notice tone="danger" icon={ShieldAlert} role="alert">
            {t('own.fails')}
          </Notice>
        ) : (
          <Notice tone="completed" icon={CircleCheck} role="status">
            {proven.length === 0
              ? t('own.nothing')
              : proven.map(({ asset, balance }) => {
                  const { decimals, symbol } = lookIn(assets, asset);
                  const amount = `\u2068${format.base(balance, decimals)} ${symbol}\u2069`;
                  return <Box key={asset}>{t('own.holds', { amount })}</Box>;
                })}
          </Notice>
        )}
      </Box>
      <Box>
        <Button
          size="small"
          onClick={() => {
            saveJson(own.proof, `amn-proof-${snapshotId}.json`);
          }}
        >
          {t('own.save')}
        </Button>
        <Typography variant="caption" component="p" sx={{ mt: 1, color: 'text.secondary' }}>
          {t('own.saveNote')}
        </Typography>
      </Box>
    </Box>
  );
}
