'use client';

import Box from '@mui/material/Box';
import { Clock } from 'lucide-react';
import type { ReactElement } from 'react';
import { useHydrated } from '@/hooks/use-hydrated';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { Hint } from './hint';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface TimeLeftProps {
  /** ISO date of the deadline. */
  at: string;
  /** Whether it is the reader's own deadline: below a day it is marked as waiting. */
  yours?: boolean;
  showIcon?: boolean;
}

/** The time left until a deadline, ticking; the exact time on hover and for screen readers' focus. */
export function TimeLeft({ at, yours = false, showIcon = false }: TimeLeftProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const near = new Date(at).getTime() - useNow(30_000) < 2 * MINUTE_MS;
  const now = useNow(near ? 1000 : 30_000);
  const leftMs = new Date(at).getTime() - now;
  const urgent = yours && leftMs < DAY_MS;
  const duration = format.duration(Math.abs(leftMs));
  return (
    <ExactTime at={at}>
      <Box
        component="time"
        dateTime={at}
        sx={{
          display: 'inline-flex',
          alignItems: 'flex-start',
          gap: 1.25,
          color: urgent ? 'tone.waiting.fg' : 'inherit',
          fontWeight: urgent ? 580 : 'inherit',
        }}
      >
        {showIcon && (
          // On the first line, where the text has two.
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', height: '1lh' }}>
            <Clock size={14} aria-hidden />
          </Box>
        )}
        {leftMs >= 0 ? t('time.left', { duration }) : t('time.overdue', { duration })}
      </Box>
    </ExactTime>
  );
}

/** "2 hours ago", with the exact time on hover. What has just happened is never said to be in the future. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const ticked = useNow(30_000);
  const aheadMs = new Date(at).getTime() - ticked;
  const now = aheadMs > 0 && aheadMs < MINUTE_MS ? ticked + aheadMs : ticked;
  return (
    <ExactTime at={at}>
      <time dateTime={at}>{format.relative(at, now)}</time>
    </ExactTime>
  );
}

function ExactTime({
  at,
  children,
}: {
  at: string;
  children: ReactElement<{ 'aria-describedby'?: string }>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  // The reader's time zone is known in the browser only.
  const hydrated = useHydrated();
  return (
    <Hint text={t('time.exact', { date: hydrated ? format.dateTime(at) : format.dateTime(at, 'UTC') })}>
      {children}
    </Hint>
  );
}
