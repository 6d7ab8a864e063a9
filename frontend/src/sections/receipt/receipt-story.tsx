'use client';

import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { ReceiptEntry } from '@/actions/books';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { movedBy, postingWord, roleWord } from './receipt-parts';

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
        const txid = entry.kind === 'deposit' || entry.kind === 'payout' ? entry.data.txid : null;
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
              {txid !== null && <Hash>{txid}</Hash>}
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
  const { t: deal, exists } = useTranslation('deal');
  const { t: statuses } = useTranslation('statuses');
  return (entry) => {
    if (entry.kind === 'posting') return t(`posting.${postingWord(entry.data.event)}`);
    if (entry.kind !== 'step') return t(`entry.${entry.kind}`);
    const key = `timeline.action.${entry.data.action}`;
    const what = exists(key, 'deal')
      ? deal(key as 'timeline.action.fund')
      : statuses(`request.${entry.data.to}`);
    const role = roleWord(entry.data.by);
    return role === null ? what : `${what} · ${t(`by.${role}`)}`;
  };
}
