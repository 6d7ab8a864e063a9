'use client';

import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import { FormError } from '../form-error';
import { Button } from '@/components/button';

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  children: ReactNode;
  /** Says what it does: "Release 500 USDT to Sara". */
  confirmLabel: string;
  cancelLabel?: string;
  /** For what loses something: red, and the focus starts at Cancel. */
  danger?: boolean;
  pending?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a step that cannot be taken back. */
export default function ConfirmDialogContent(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, cancelLabel, danger, pending, error, onConfirm, onClose } =
    props;
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <Dialog
      open={open}
      onClose={pending ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4, color: 'text.secondary' }}>
        {children}
        <FormError error={error} />
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose} disabled={pending} autoFocus={danger}>
          {cancelLabel ?? t('action.cancel')}
        </Button>
        <Button variant="contained" danger={danger} onClick={onConfirm} loading={pending} autoFocus={!danger}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
