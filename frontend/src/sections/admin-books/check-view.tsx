'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, ListChecks, ShieldAlert } from 'lucide-react';
import { booksCheckQuery } from '@/actions/books';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { BooksFrame } from './books-frame';

/** Runs the invariants when it is asked to, and says of each whether it holds. */
export function CheckView() {
  const { t } = useTranslation('adminBooks');
  const format = useFormat();
  const { data, error, refetch, isFetching } = useQuery(booksCheckQuery());
  return (
    <BooksFrame
      part="check"
      actions={
        <Button variant="contained" loading={isFetching} onClick={() => void refetch()}>
          {t('check.run')}
        </Button>
      }
    >
      <FormError error={error} />
      {!data && !error && (
        <EmptyState icon={ListChecks} title={t('check.idle.title')} body={t('check.idle.body')} />
      )}
      {data && (
        <Box sx={{ display: 'grid', gap: 4 }} data-testid="ledger-verdict">
          <Notice
            tone={data.ok ? 'completed' : 'danger'}
            icon={data.ok ? CircleCheck : ShieldAlert}
            role={data.ok ? 'status' : 'alert'}
            title={t(data.ok ? 'check.ok' : 'check.broken')}
          >
            {t('check.postings', { number: format.number(data.postings) })} ·{' '}
            {t('check.at', { date: format.dateTime(data.checkedAt) })}
          </Notice>
          {data.faults.map(({ invariant, detail }) => (
            <Box key={`${invariant}-${detail}`}>
              <Typography sx={{ fontWeight: 550 }} dir="ltr">
                {invariant}
              </Typography>
              <Typography
                variant="body2"
                dir="ltr"
                sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
              >
                {detail}
              </Typography>
            </Box>
          ))}
          <Box
            component="ul"
            aria-label={t('check.all')}
            sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2 }}
          >
            {data.invariants.map(({ name, ok }) => {
              const Icon = ok ? CircleCheck : ShieldAlert;
              return (
                <Box
                  component="li"
                  key={name}
                  dir="ltr"
                  data-testid="invariant"
                  data-ok={ok}
                  sx={{
                    display: 'flex',
                    gap: 3,
                    fontSize: '0.875rem',
                    color: ok ? 'text.secondary' : 'text.primary',
                  }}
                >
                  <Box sx={{ display: 'flex', pt: 0.5, color: ok ? 'tone.completed.fg' : 'tone.danger.fg' }}>
                    <Icon size={16} role="img" aria-label={t(ok ? 'check.holds' : 'check.fails')} />
                  </Box>
                  {name}
                </Box>
              );
            })}
          </Box>
        </Box>
      )}
    </BooksFrame>
  );
}
