'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useTranslation } from '@/locales/i18n-provider';
import { FormError } from '../form-error';
import { PasswordField } from '../form/password-field';
import { Button } from '@/components/button';

export interface StepUpDialogProps {
  open: boolean;
  pending: boolean;
  error: unknown;
  onSubmit: (password: string) => void;
  onClose: () => void;
}

const schema = z.object({ password: z.string().min(1, 'field.required') });

/** Asks for the password before a sensitive step; `useStepUp` of the actions opens it when the API wants it. */
export default function StepUpDialogContent({ open, pending, error, onSubmit, onClose }: StepUpDialogProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { password: '' } });
  return (
    <Dialog
      open={open}
      onClose={pending ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
      slotProps={{
        transition: {
          onExited: () => {
            form.reset();
          },
        },
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          // The dialog may lie inside another form of the page (React's tree, not the document's).
          event.stopPropagation();
          void form.handleSubmit(({ password }) => {
            onSubmit(password);
          })(event);
        }}
      >
        <DialogTitle id={titleId}>{t('stepUp.title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
          <Typography sx={{ color: 'text.secondary' }}>{t('stepUp.body')}</Typography>
          <PasswordField
            control={form.control}
            name="password"
            label={t('stepUp.password')}
            autoComplete="current-password"
            autoFocus
          />
          <FormError error={error} />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose} disabled={pending}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" variant="contained" loading={pending}>
            {t('stepUp.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
