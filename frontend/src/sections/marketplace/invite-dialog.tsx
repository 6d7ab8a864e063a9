'use client';

import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { inviteSellersAction, peopleQuery, type RequestDetail } from '@/actions/marketplace';
import { useUser } from '@/actions/session';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { Person } from '@/components/person';
import { Skeleton } from '@/components/skeleton';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { cleanWords } from './filters';
import { SearchBox } from './search-box';

interface InviteDialogProps {
  request: RequestDetail;
  open: boolean;
  onClose: () => void;
}

/** Finds people by their name and invites them one by one. */
export default function InviteDialog({ request, open, onClose }: InviteDialogProps) {
  const { t } = useTranslation('marketplace');
  const titleId = useId();
  const [name, setName] = useState('');
  const invite = useMutation(inviteSellersAction);
  const invited = request.invitedSellers ?? [];
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId}>{t('invite.title')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4, alignContent: 'start', minHeight: 320 }}>
        <Box sx={{ color: 'text.secondary' }}>
          {request.status === 'draft' ? t('invite.leadDraft') : t('invite.lead')}
        </Box>
        <SearchBox
          autoFocus
          label={t('invite.search')}
          placeholder={t('invite.search')}
          value={name}
          onChange={setName}
        />
        <FormError error={invite.error} />
        <Found
          name={name}
          invitedIds={invited.map(({ id }) => id)}
          pendingId={invite.isPending ? (invite.variables.sellerIds[0] ?? null) : null}
          onInvite={(sellerId) => {
            invite.mutate({ requestId: request.id, sellerIds: [sellerId] });
          }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('invite.done')}</Button>
      </DialogActions>
    </Dialog>
  );
}

interface FoundProps {
  name: string;
  invitedIds: readonly string[];
  pendingId: string | null;
  onInvite: (sellerId: string) => void;
}

function Found({ name, invitedIds, pendingId, onInvite }: FoundProps) {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const format = useFormat();
  const me = useUser();
  const words = cleanWords(name);
  const people = useQuery(peopleQuery(words));
  if (words.length < 2) return <Box sx={{ color: 'text.secondary' }}>{t('invite.hint')}</Box>;
  if (people.isError) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
  if (!people.data) {
    return (
      <Box role="status" aria-label={common('state.loading')} sx={{ display: 'grid', gap: 3 }}>
        {[0, 1, 2].map((index) => (
          <Skeleton key={index} height={44} />
        ))}
      </Box>
    );
  }
  const others = people.data.items.filter(({ id }) => id !== me.id);
  if (others.length === 0) return <Box role="status">{t('invite.nobody')}</Box>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {others.map((person) => {
        const invited = invitedIds.includes(person.id);
        return (
          <Box
            component="li"
            key={person.id}
            sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 3 }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Person name={person.name} />
              <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
                {t('invite.memberSince', { date: format.date(person.memberSinceAt) })}
              </Box>
            </Box>
            <Button
              size="small"
              disabled={invited}
              loading={pendingId === person.id}
              aria-label={invited ? undefined : t('invite.inviteName', { name: person.name })}
              onClick={() => {
                onInvite(person.id);
              }}
            >
              {invited ? t('invite.invited') : t('invite.invite')}
            </Button>
          </Box>
        );
      })}
    </Box>
  );
}
