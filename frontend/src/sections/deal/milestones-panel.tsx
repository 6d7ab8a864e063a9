'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Ellipsis, ListChecks } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Deal, Milestone } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { MenuButton } from '@/components/menu-button';
import { Panel } from '@/components/panel';
import { StatusChip, WaitingChip } from '@/components/status-chip';
import { paths } from '@/config/paths';
import { useWasOpen } from '@/hooks/use-was-open';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { DialogStep } from './deal-actions';
import { isInParts, narrowTo } from './deal-state';

const StepDialog = dynamic(
  patiently(() => import('./dialogs/step-dialog')),
  { ssr: false },
);

const DAY_MS = 24 * 60 * 60 * 1000;

interface PartProps {
  deal: Deal;
  words: Words;
}

/** Every milestone of a deal in several: how it stands, what happens next with it, and what can be done. */
export function MilestonesPanel({ deal, words }: PartProps) {
  const { t } = useTranslation('milestones');
  if (!isInParts(deal)) return null;
  const { milestones } = deal.contract;
  return (
    <Panel title={t('heading')} icon={ListChecks} lead={t('lead')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {milestones.map((milestone, index) => (
          <Row key={milestone.id} deal={deal} words={words} milestone={milestone} number={index + 1} />
        ))}
      </Box>
    </Panel>
  );
}

interface RowProps extends PartProps {
  milestone: Milestone;
  number: number;
}

function Row({ deal, words, milestone, number }: RowProps) {
  const format = useFormat();
  const { viewerRole, contract } = deal;
  const waits = milestone.turn === viewerRole;
  const amount =
    (viewerRole === 'seller' ? milestone.sellerGets : milestone.held) ??
    milestone.held ??
    milestone.sellerGets;
  return (
    <Box
      component="li"
      data-testid="milestone"
      data-status={milestone.status}
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'auto minmax(0, 1fr)', sm: 'auto minmax(0, 1fr) auto' },
        columnGap: 4,
        rowGap: 2,
        p: 4,
        border: 1,
        borderRadius: 1.5,
        borderColor: waits ? 'tone.waiting.border' : 'divider',
      }}
    >
      <Box
        aria-hidden
        className="tabular"
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 28,
          height: 28,
          borderRadius: '50%',
          border: 1,
          borderColor: 'divider',
          bgcolor: 'surface.sunken',
          fontSize: '0.875rem',
          fontWeight: 600,
        }}
      >
        {format.number(number)}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="subtitle1" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          <bdi>{milestone.title}</bdi>
        </Typography>
        <Box sx={{ mt: 1.5, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {contract.fundedAt !== null && (
            <StatusChip kind="milestone" status={milestone.status} size="small" />
          )}
          {waits && <WaitingChip size="small" />}
        </Box>
      </Box>
      <Box sx={{ gridColumn: { xs: 2, sm: 3 }, textAlign: { sm: 'end' } }}>
        <Typography component="div" className="tabular" sx={{ fontWeight: 650 }}>
          <bdi dir="ltr">{words.price(milestone.price)}</bdi>
        </Typography>
        {amount && amount.amount !== '0' && (
          <Typography variant="caption" className="tabular" sx={{ color: 'text.secondary' }}>
            <bdi dir="ltr">{words.money(amount)}</bdi>
          </Typography>
        )}
      </Box>
      <Box sx={{ gridColumn: { xs: '1 / -1', sm: '2 / -1' }, display: 'grid', gap: 3 }}>
        <Next deal={deal} words={words} milestone={milestone} />
        <Steps deal={deal} words={words} milestone={milestone} />
      </Box>
    </Box>
  );
}

/** What happens next with it, by when, and what happens if nothing does. */
function Next({ deal, words, milestone }: PartProps & { milestone: Milestone }) {
  const { t } = useTranslation('milestones');
  const format = useFormat();
  const { status, held, sellerGets, price, deadline, dueAt, changeRoundsLeft, deliveryDays } = milestone;
  const unpaid = deal.contract.fundedAt === null;
  const key = unpaid ? 'unpaid' : status === 'pending' && deadline === null ? 'funded' : status;
  const values = {
    duration: format.duration(deliveryDays * DAY_MS),
    date: words.date(dueAt),
    end: words.date(deadline?.at),
    held: held ? words.money(held) : words.price(price),
    gets: sellerGets ? words.money(sellerGets) : words.price(price),
    buyer: words.name(deal.buyer.name),
    seller: words.name(deal.seller.name),
  };
  const counts = status === 'delivered' || status === 'changes_requested';
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
      {t(`next.${key}`, values)}
      {counts && <> {changeRoundsLeft > 0 ? t('rounds', { count: changeRoundsLeft }) : t('roundsNone')}</>}
    </Typography>
  );
}

/** Its steps from the abilities: the next one as a button, the others behind the dots. */
function Steps({ deal, words, milestone }: PartProps & { milestone: Milestone }) {
  const { t } = useTranslation('milestones');
  const { t: actions } = useTranslation('deal');
  const language = useLanguage();
  const [dialog, setDialog] = useState<DialogStep | null>(null);
  const [shown, setShown] = useState<DialogStep>('proposeCancel');
  const used = useWasOpen(dialog !== null);
  const { abilities, id, status } = milestone;
  const open = (step: DialogStep) => {
    setShown(step);
    setDialog(step);
  };
  const labels = {
    requestChanges: actions('action.requestChanges'),
    proposeExtension: actions('action.proposeExtension'),
    proposeCancel: t('cancelThis'),
  };
  const others = (['requestChanges', 'proposeExtension', 'proposeCancel'] as const).filter((action) =>
    abilities.includes(action),
  );
  // The start of the deal comes before the first delivery; the panel above offers it.
  const deliver = abilities.includes('deliver') && deal.status !== 'funded';
  const dispute = abilities.includes('dispute');
  if (!deliver && !abilities.includes('approve') && others.length === 0 && !dispute) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {deliver && (
        <LinkButton size="small" href={paths.deliver(language, deal.requestId, id)}>
          {actions(status === 'changes_requested' ? 'action.deliverAgain' : 'action.deliver')}
        </LinkButton>
      )}
      {abilities.includes('approve') && (
        <LinkButton size="small" href={paths.approve(language, deal.requestId, id)}>
          {actions('action.approve')}
        </LinkButton>
      )}
      {(others.length > 0 || dispute) && (
        <MenuButton
          trigger={(props) => (
            <IconButton {...props} small label={t('more', { title: milestone.title })}>
              <Ellipsis size={18} aria-hidden />
            </IconButton>
          )}
          entries={[
            ...others.map((action) => ({
              key: action,
              label: labels[action],
              onSelect: () => {
                open(action);
              },
            })),
            ...(dispute
              ? [
                  {
                    key: 'dispute',
                    label: actions('action.dispute'),
                    href: paths.openDispute(language, deal.requestId),
                  },
                ]
              : []),
          ]}
        />
      )}
      {used && (
        <StepDialog
          key={shown}
          step={shown}
          open={dialog !== null}
          deal={narrowTo(deal, milestone)}
          part={milestone}
          words={words}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </Box>
  );
}
