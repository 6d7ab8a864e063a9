'use client';

import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import { Button } from '../button';
import { SignStage, type SignStageProps } from './sign-stage';

export interface SignDialogProps extends SignStageProps {
  open: boolean;
  title: string;
  /** What is signed and what follows from it. */
  children: ReactNode;
  onClose: () => void;
  /** It is out of sight, and the focus is the page's again. */
  onClosed?: () => void;
}

/** Has a wallet sign something, after saying what. */
export default function SignDialogContent(props: SignDialogProps) {
  const { open, title, children, onClose, onClosed, ...stage } = props;
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
      slotProps={{ transition: { onExited: onClosed } }}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4, color: 'text.secondary' }}>
        {children}
        <SignStage {...stage} />
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {t('action.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
