'use client';

import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { Check, Search, UserPlus, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useController, type Control } from 'react-hook-form';
import { peopleQuery } from '@/actions/request-form';
import { useUser } from '@/actions/session';
import { Button } from '@/components/button';
import { useFieldMessage } from '@/components/form/field-message';
import { IconButton } from '@/components/icon-button';
import { Person } from '@/components/person';
import { Spinner } from '@/components/spinner';
import { useErrorText } from '@/hooks/use-error-text';
import { useTranslation } from '@/locales/i18n-provider';
import type { Values } from './schema';

export interface InvitedPerson {
  readonly id: string;
  readonly name: string;
}

interface PeopleFieldProps {
  control: Control<Values>;
  /** Who is invited already; that is not taken back. */
  invited: readonly InvitedPerson[];
  /** Whether somebody has to be invited, since nobody else would see the request. */
  needed: boolean;
}

const PAUSE_MS = 300;

const rowSx = {
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 3,
  minHeight: 48,
  px: 3,
} as const;
const listSx = { m: 0, p: 0, listStyle: 'none', border: 1, borderColor: 'divider', borderRadius: 1 } as const;

/** Sellers to invite, found by name. They are told when the request is published. */
export function PeopleField({ control, invited, needed }: PeopleFieldProps) {
  const { t } = useTranslation('requestForm');
  const { field, fieldState } = useController({ control, name: 'invitees' });
  const message = useFieldMessage();
  const id = useId();
  const [name, setName] = useState('');
  const note = message(fieldState.error?.message) ?? t(needed ? 'invite.helpNeeded' : 'invite.help');
  const chosen = field.value;
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <FormControl fullWidth error={fieldState.invalid}>
        <InputLabel htmlFor={id}>{t('invite.label')}</InputLabel>
        <OutlinedInput
          id={id}
          value={name}
          inputRef={field.ref}
          onBlur={field.onBlur}
          autoComplete="off"
          placeholder={t('invite.placeholder')}
          onChange={(event) => {
            setName(event.target.value);
          }}
          // Enter looks for people here; it does not publish the request.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          startAdornment={
            <Box aria-hidden sx={{ display: 'flex', marginInlineEnd: 2, color: 'text.secondary' }}>
              <Search size={18} />
            </Box>
          }
          slotProps={{ input: { 'aria-describedby': `${id}-note`, maxLength: 80, type: 'search' } }}
        />
        <FormHelperText id={`${id}-note`} role={fieldState.invalid ? 'alert' : undefined}>
          {note}
        </FormHelperText>
      </FormControl>
      <Found
        name={name}
        taken={[...invited, ...chosen].map((one) => one.id)}
        onChoose={(person) => {
          field.onChange([...chosen, person]);
          setName('');
        }}
      />
      {invited.length + chosen.length > 0 && (
        <Box component="ul" aria-label={t('invite.list')} sx={listSx}>
          {invited.map((person) => (
            <Box component="li" key={person.id} sx={rowSx}>
              <Person name={person.name} />
              <Box sx={{ display: 'flex', gap: 1.5, color: 'text.secondary', fontSize: '0.875rem' }}>
                <Check size={16} aria-hidden />
                {t('invite.already')}
              </Box>
            </Box>
          ))}
          {chosen.map((person) => (
            <Box component="li" key={person.id} sx={rowSx}>
              <Person name={person.name} />
              <IconButton
                small
                label={t('invite.remove', { name: person.name })}
                onClick={() => {
                  field.onChange(chosen.filter((one) => one.id !== person.id));
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}

interface FoundProps {
  name: string;
  taken: readonly string[];
  onChoose: (person: InvitedPerson) => void;
}

function Found({ name, taken, onChoose }: FoundProps) {
  const { t } = useTranslation('requestForm');
  const errorText = useErrorText();
  const me = useUser();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setAsked(name.trim());
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [name]);
  const people = useQuery(peopleQuery(asked));
  if (asked.length < 2 || name.trim().length < 2) return null;
  const found = people.data?.filter((one) => one.id !== me.id && !taken.includes(one.id));
  return (
    <Box role="status">
      {!people.data ? (
        <Box sx={{ ...rowSx, justifyContent: 'flex-start', color: 'text.secondary' }}>
          {people.error ? errorText(people.error) : <Spinner />}
        </Box>
      ) : found?.length === 0 ? (
        <Box sx={{ ...rowSx, color: 'text.secondary' }}>{t('invite.nobody')}</Box>
      ) : (
        <Box component="ul" aria-label={t('invite.found')} sx={listSx}>
          {found?.map((person) => (
            <Box component="li" key={person.id} sx={rowSx}>
              <Person name={person.name} />
              <Button
                size="small"
                aria-label={t('invite.add', { name: person.name })}
                startIcon={<UserPlus size={16} aria-hidden />}
                onClick={() => {
                  onChoose({ id: person.id, name: person.name });
                }}
              >
                {t('invite.addShort')}
              </Button>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}
