'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { CircleCheck, SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import { stopReplacementAction } from '@/actions/wallets';
import { Button, LinkButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { TextLink } from '@/components/text-link';
import { SignDialog } from '@/components/web3/sign-dialog';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import type { WalletSigner } from '@/lib/wallet-signer';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

/** What the page has found out so far; a wallet that names itself learns whether it can stop anything. */
type Answer = 'none' | 'stopped' | 'unknown';

/**
 * For an owner who cannot sign in any more, because whoever asked for the new address has the account: the wallet
 * that money goes to now stops it by its signature alone.
 */
export function StopReplacementView({ replacementId }: { replacementId: string }) {
  const { t } = useTranslation('stopReplacement');
  const { t: wallets } = useTranslation('wallets');
  const language = useLanguage();
  const stop = useMutation(stopReplacementAction);
  const [signing, setSigning] = useState(false);
  const [chainId, setChainId] = useState<number | null>(null);
  const [answer, setAnswer] = useState<Answer>('none');
  const result = useRef<HTMLHeadingElement>(null);

  const sign = async (signer: WalletSigner): Promise<void> => {
    try {
      const { otherChainId } = await stop.mutateAsync({ replacementId, signer });
      setChainId(otherChainId);
      if (otherChainId !== null) return;
      setAnswer('stopped');
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'NOT_FOUND') throw error;
      setAnswer('unknown');
    }
    setSigning(false);
  };

  return (
    <Page width="narrow">
      <PageHeader title={t('title')} lead={answer === 'stopped' ? undefined : t('lead')} />
      {answer === 'stopped' ? (
        <Box sx={{ display: 'grid', gap: 6, justifyItems: 'start' }}>
          <Notice
            tone="completed"
            icon={CircleCheck}
            role="status"
            title={
              <Box component="h2" ref={result} tabIndex={-1} sx={{ m: 0, font: 'inherit', outline: 0 }}>
                {t('done.title')}
              </Box>
            }
          >
            {t('done.body')}
          </Notice>
          <LinkButton href={paths.settings(language)} variant="contained">
            {t('done.password')}
          </LinkButton>
        </Box>
      ) : (
        <Box sx={{ display: 'grid', gap: 6 }}>
          <Panel title={t('steps.title')}>
            <Box component="ol" sx={{ m: 0, paddingInlineStart: 5, display: 'grid', gap: 2 }}>
              <li>{t('steps.connect')}</li>
              <li>{t('steps.sign')}</li>
              <li>{t('steps.end')}</li>
            </Box>
          </Panel>
          {answer === 'unknown' && (
            <Notice tone="waiting" icon={SearchX} role="status" title={t('unknown.title')}>
              {t('unknown.body')}
            </Notice>
          )}
          <Button
            danger
            variant="contained"
            fullWidth
            data-testid="stop-replacement"
            onClick={() => {
              setSigning(true);
            }}
          >
            {t('start')}
          </Button>
          <Box component="p" sx={{ m: 0, color: 'text.secondary' }}>
            {t('signIn.body')} <TextLink href={paths.settings(language)}>{t('signIn.link')}</TextLink>
          </Box>
        </Box>
      )}
      <SignDialog
        open={signing}
        title={wallets('replacement.signTitle')}
        label={wallets('replacement.cancel')}
        wanted={null}
        chainId={chainId}
        onClose={() => {
          setSigning(false);
        }}
        onClosed={() => {
          // The button that had opened it is gone once the replacement is stopped.
          result.current?.focus();
        }}
        onSign={sign}
      >
        {wallets('replacement.signBody')}
      </SignDialog>
    </Page>
  );
}
