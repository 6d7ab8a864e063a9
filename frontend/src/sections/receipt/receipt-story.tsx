'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { ReceiptEntry } from '@/actions/books';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { movedBy, postingWord, proofOf, roleWord } from './receipt-parts';

interface StoryProps {
  entries: readonly ReceiptEntry[];
  money: (amount: string, asset: string) => ReactNode;
}

/** Every entry, in the order of the chain, with the beginning of its hash. */
export function ReceiptStory({ entries, money }: StoryProps) {
  const format = useFormat();
  const title = useTitle();
  return (
    <Box
      component="ol"
      sx={{ m: 0, p: 0, listStyle: 'none', fontSize: '0.875rem', '@media print': { fontSize: '9pt' } }}
    >
      {entries.map((entry) => {
        const moved = movedBy(entry);
        const proof = proofOf(entry);
        return (
          <Box
            component="li"
            key={entry.index}
            data-testid="receipt-entry"
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) auto' },
              columnGap: 4,
              rowGap: 0.5,
              py: 2,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Box sx={{ fontWeight: 550 }}>{title(entry)}</Box>
              <Box sx={{ color: 'text.secondary' }}>{format.dateTime(entry.at)}</Box>
              {proof !== null && <Hash>{proof}</Hash>}
            </Box>
            <Box
              sx={{
                minWidth: 0,
                display: 'flex',
                flexDirection: { xs: 'row', sm: 'column' },
                alignItems: { xs: 'baseline', sm: 'flex-end' },
                columnGap: 4,
                flexWrap: 'wrap',
              }}
            >
              {moved && <Box sx={{ fontWeight: 550 }}>{money(moved.amount, moved.asset)}</Box>}
              <Hash>{`#${entry.index} ${entry.hash.slice(0, 16)}`}</Hash>
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

function Hash({ children }: { children: string }) {
  return (
    <Box
      component="bdi"
      dir="ltr"
      sx={{
        display: 'block',
        typography: 'mono',
        fontSize: '0.6875rem',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}

function useTitle(): (entry: ReceiptEntry) => string {
  const { t } = useTranslation('receipt');
  const step = useStepWords();
  const dispute = useDisputeWords();
  return (entry) => {
    if (entry.kind === 'posting') return t(`posting.${postingWord(entry.data.event)}`);
    if (entry.kind !== 'step' && entry.kind !== 'dispute') return t(`entry.${entry.kind}`);
    const role = roleWord(entry.data.by);
    const words = entry.kind === 'step' ? step(entry.data) : dispute(entry.data);
    return [...words, ...(role === null ? [] : [t(`by.${role}`)])].join(' · ');
  };
}

type DataOf<K extends ReceiptEntry['kind']> = Extract<ReceiptEntry, { kind: K }>['data'];

/** What was done and, of several milestones, with which. */
function useStepWords(): (step: DataOf<'step'>) => string[] {
  const { t, exists } = useTranslation('deal');
  const { t: statuses, exists: hasStatus } = useTranslation('statuses');
  const format = useFormat();
  return ({ action, to, milestone, extendedMs }) => {
    if (extendedMs !== undefined) {
      const key = action.startsWith('dispute.') ? 'timeline.disputeExtended' : 'timeline.extended';
      return [t(key, { duration: format.duration(extendedMs) })];
    }
    const [step, status] = [`timeline.action.${action}`, action];
    const what = exists(step, 'deal')
      ? t(step as 'timeline.action.fund')
      : // A payment within the deal is told by its own status: "payment.detected".
        statuses(
          action.startsWith('payment.') && hasStatus(status, 'statuses')
            ? (status as 'payment.detected')
            : `request.${to}`,
        );
    return [what, ...(milestone ? [`\u2068${milestone.title}\u2069`] : [])];
  };
}

/** A step of a dispute; the first with what it was about. */
function useDisputeWords(): (step: DataOf<'dispute'>) => string[] {
  const { t, exists } = useTranslation('dispute');
  return ({ action, reason }) => {
    const key = `timeline.action.${action}`;
    return [
      exists(key, 'dispute') ? t(key as 'timeline.action.rule') : t('timeline.step'),
      ...(reason === undefined ? [] : [t(`reason.${reason}`)]),
    ];
  };
}
