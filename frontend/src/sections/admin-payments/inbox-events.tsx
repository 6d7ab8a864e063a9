'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { redeliverAction, type InboxEvent } from '@/actions/payment-desk';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Address } from '@/components/address';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';
import type { ToneName } from '@/theme/tokens';

const TONES: Record<InboxEvent['status'], ToneName> = { new: 'open', done: 'completed', dead: 'danger' };

/** Callbacks as they came, each to be worked off once more by hand. */
export function InboxEvents({ events }: { events: readonly InboxEvent[] }) {
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
      {events.map((event) => (
        <Event key={event.id} event={event} />
      ))}
    </Box>
  );
}

function Event({ event }: { event: InboxEvent }) {
  const { t } = useTranslation('deskPayments');
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const redeliver = useMutation(redeliverAction);
  const close = () => {
    setAsking(false);
  };
  return (
    <Box
      component="li"
      data-testid="inbox-event"
      data-status={event.status}
      sx={{
        p: 4,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        display: 'grid',
        gap: 3,
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 2 }}>
        <TonePill tone={TONES[event.status]} size="small">
          {t(`inboxStatus.${event.status}`)}
        </TonePill>
        <Box sx={{ fontWeight: 580 }}>{t(`inboxKind.${event.kind}`)}</Box>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
          <RelativeTime at={event.receivedAt} />
          {event.redeliveries > 0 && ` · ${t('callbacks.redelivered', { count: event.redeliveries })}`}
        </Box>
        <Box sx={{ marginInlineStart: 'auto' }}>
          <Button
            size="small"
            loading={redeliver.isPending}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('callbacks.redeliver')}
          </Button>
        </Box>
      </Box>
      {event.reason && (
        <Box sx={{ fontSize: '0.875rem' }}>
          {t('callbacks.reason')}{' '}
          <bdi dir="ltr" style={{ overflowWrap: 'anywhere' }}>
            {event.reason}
          </bdi>
        </Box>
      )}
      {event.externalId && (
        <Box
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, fontSize: '0.875rem', color: 'text.secondary' }}
        >
          {t('facts.reference')} <Address value={event.externalId} />
        </Box>
      )}
      <Box component="details" sx={{ fontSize: '0.875rem', minWidth: 0 }}>
        <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary' }}>
          {t('callbacks.body')}
        </Box>
        <Box
          component="pre"
          dir="ltr"
          tabIndex={0}
          sx={{
            m: 0,
            mt: 2,
            p: 3,
            maxHeight: 320,
            overflow: 'auto',
            borderRadius: 1,
            bgcolor: 'surface.sunken',
            typography: 'mono',
            fontSize: '0.75rem',
          }}
        >
          {pretty(event.body)}
        </Box>
      </Box>
      <ConfirmDialog
        open={asking}
        title={t('callbacks.redeliverTitle')}
        confirmLabel={t('callbacks.redeliver')}
        pending={redeliver.isPending}
        error={redeliver.error}
        onClose={close}
        onConfirm={() => {
          redeliver.mutate(event.id, {
            onSuccess: () => {
              toast.success(t('callbacks.done'));
              close();
            },
          });
        }}
      >
        {t('callbacks.redeliverBody')}
      </ConfirmDialog>
    </Box>
  );
}

/** JSON by lines; what is none as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
