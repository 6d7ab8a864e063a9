'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import type { ToneName } from '@/theme/tokens';
import { RelativeTime } from './time-left';

export interface TimelineEntry {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly tone: ToneName;
  readonly title: ReactNode;
  /** Who, or a note. */
  readonly detail?: ReactNode;
  /** ISO date; without it the step lies ahead. */
  readonly at?: string;
}

/** What happened, newest first, on one line down the page. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  return (
    <Box component="ol" aria-label={t('timeline.label')} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {entries.map(({ id, icon: Icon, tone, title, detail, at }, index) => (
        <Box
          component="li"
          key={id}
          sx={{
            position: 'relative',
            display: 'flex',
            gap: 3,
            pb: index === entries.length - 1 ? 0 : 5,
            opacity: at ? 1 : 0.62,
            '&::before': {
              content: index === entries.length - 1 ? 'none' : '""',
              position: 'absolute',
              insetInlineStart: 13,
              top: 32,
              bottom: 4,
              width: '2px',
              bgcolor: 'divider',
            },
          }}
        >
          <Box
            aria-hidden
            sx={{
              display: 'grid',
              placeItems: 'center',
              flexShrink: 0,
              width: 28,
              height: 28,
              borderRadius: '50%',
              border: 1,
              borderStyle: at ? 'solid' : 'dashed',
              borderColor: `tone.${tone}.border`,
              bgcolor: `tone.${tone}.bg`,
              color: `tone.${tone}.fg`,
            }}
          >
            <Icon size={14} strokeWidth={2.25} />
          </Box>
          <Box sx={{ minWidth: 0, pt: 0.75 }}>
            <Typography variant="subtitle2" component="div">
              {title}
            </Typography>
            {(detail ?? at) && (
              <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                {detail}
                {detail && at ? ' · ' : null}
                {at && <RelativeTime at={at} />}
              </Typography>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
