'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { startAction, type Deal } from '@/actions/deal';
import { Button, LinkButton } from '@/components/button';
import { MenuButton } from '@/components/menu-button';
import { paths } from '@/config/paths';
import { useWasOpen } from '@/hooks/use-was-open';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { menuOf, primaryOf, totalOf, type MenuAction, type Primary } from './deal-state';
import { useStepToasts } from './use-step-toasts';
import type { DealWords } from './use-deal-words';

const StepDialog = dynamic(() => import('./dialogs/step-dialog'), { ssr: false });

/** Steps that are asked about in a dialog first. */
export type DialogStep = Exclude<MenuAction, 'deliver'> | 'requestChanges' | 'agreeCancel';

/** The one primary action, the milder alternative beside it, and the rest behind "More". */
export function DealActions({ deal, words }: { deal: Deal; words: DealWords }) {
  const { t } = useTranslation('deal');
  const language = useLanguage();
  const router = useRouter();
  const toasts = useStepToasts();
  const [dialog, setDialog] = useState<DialogStep | null>(null);
  const [shown, setShown] = useState<DialogStep>('proposeCancel');
  const used = useWasOpen(dialog !== null);
  const start = useMutation(startAction);
  const primary = primaryOf(deal);
  const menu = menuOf(deal.abilities, primary);
  const canAsk = deal.abilities.includes('requestChanges');
  const { requestId } = deal;

  const open = (step: DialogStep) => {
    setShown(step);
    setDialog(step);
  };
  const run = (action: MenuAction) => {
    if (action === 'deliver') router.push(paths.deliver(language, requestId));
    else open(action);
  };
  const hrefs: Record<Exclude<Primary, 'start'>, string> = {
    pay: paths.pay(language, requestId),
    payment: paths.pay(language, requestId),
    deliver: paths.deliver(language, requestId),
    deliverAgain: paths.deliver(language, requestId),
    approve: paths.approve(language, requestId),
    balance: paths.wallet(language),
  };
  if (!primary && !canAsk && menu.length === 0) return null;
  return (
    <Box sx={{ mt: 5, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      {primary === 'start' ? (
        <Button
          variant="contained"
          size="large"
          loading={start.isPending}
          onClick={() => {
            start.mutate({ requestId }, toasts(t('toast.started', { buyer: words.name(deal.buyer.name) })));
          }}
        >
          {t('action.start')}
        </Button>
      ) : (
        primary && (
          <LinkButton
            variant={primary === 'payment' || primary === 'balance' ? 'outlined' : 'contained'}
            size="large"
            href={hrefs[primary]}
          >
            {t(`action.${primary}`, { price: words.price(totalOf(deal.contract)) })}
          </LinkButton>
        )
      )}
      {canAsk && (
        <Button
          size="large"
          onClick={() => {
            open('requestChanges');
          }}
        >
          {t('action.requestChanges')}
        </Button>
      )}
      {menu.length > 0 && (
        <MenuButton
          trigger={(props) => (
            <Button {...props} variant="text" size="large" endIcon={<ChevronDown size={16} aria-hidden />}>
              {t('action.more')}
            </Button>
          )}
          entries={menu.map((action) => ({
            key: action,
            label: t(action === 'deliver' ? 'action.deliverNow' : `action.${action}`),
            onSelect: () => {
              run(action);
            },
          }))}
        />
      )}
      {used && (
        <StepDialog
          key={shown}
          step={shown}
          open={dialog !== null}
          deal={deal}
          words={words}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </Box>
  );
}
