'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { startAction, type Deal, type Milestone } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { Button, LinkButton } from '@/components/button';
import { MenuButton } from '@/components/menu-button';
import { paths } from '@/config/paths';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { menuOf, primaryOf, totalOf, type MenuAction, type Primary } from './deal-state';
import { useStepToasts } from './use-step-toasts';

const StepDialog = dynamic(
  patiently(() => import('./dialogs/step-dialog')),
  { ssr: false },
);

/** Steps on everything that escrow holds, whatever milestone is spoken of. */
const isOfWhole = (step: DialogStep): boolean =>
  step === 'proposeCancel' || step === 'decline' || step === 'abandon';

/** Steps that are asked about in a dialog first. */
export type DialogStep = Exclude<MenuAction, 'deliver' | 'dispute'> | 'requestChanges' | 'agreeCancel';

interface DealActionsProps {
  /** Where the deal has several milestones: narrowed to `part`. */
  deal: Deal;
  part: Milestone | null;
  /** The deal with all its milestones. */
  whole: Deal;
  words: Words;
}

/** The one primary action, the milder alternative beside it, and the rest behind "More". */
export function DealActions({ deal, part, whole, words }: DealActionsProps) {
  const { t } = useTranslation('deal');
  const { t: ofPart } = useTranslation('milestones');
  const language = useLanguage();
  const router = useRouter();
  const toasts = useStepToasts();
  const [dialog, setDialog] = useState<DialogStep | null>(null);
  const [shown, setShown] = useState<DialogStep>('proposeCancel');
  const used = useWasOpen(dialog !== null);
  const start = useMutation(startAction);
  const primary = primaryOf(deal);
  // Cancelling one milestone stands beside that one; here it is the whole deal, as the deal's own abilities say.
  const menu = menuOf(
    part === null
      ? deal.abilities
      : [
          ...deal.abilities.filter((action) => action !== 'proposeCancel'),
          ...whole.abilities.filter((action) => action === 'proposeCancel'),
        ],
    primary,
  );
  const canAsk = deal.abilities.includes('requestChanges');
  const { requestId } = deal;

  const open = (step: DialogStep) => {
    setShown(step);
    setDialog(step);
  };
  const run = (action: MenuAction) => {
    if (action === 'deliver') router.push(paths.deliver(language, requestId, part?.id));
    else if (action === 'dispute') router.push(paths.openDispute(language, requestId));
    else open(action);
  };
  const hrefs: Record<Exclude<Primary, 'start'>, string> = {
    pay: paths.pay(language, requestId),
    payment: paths.pay(language, requestId),
    deliver: paths.deliver(language, requestId, part?.id),
    deliverAgain: paths.deliver(language, requestId, part?.id),
    approve: paths.approve(language, requestId, part?.id),
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
            label:
              part !== null && action === 'proposeCancel'
                ? ofPart('cancelAll')
                : t(action === 'deliver' ? 'action.deliverNow' : `action.${action}`),
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
          deal={isOfWhole(shown) ? whole : deal}
          part={isOfWhole(shown) ? null : part}
          words={words}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </Box>
  );
}
