'use client';

import { Check, Copy } from 'lucide-react';
import { IconButton } from '@/components/icon-button';
import { useCopy } from '@/hooks/use-copy';
import { useToast } from '@/hooks/use-toast';
import { useTranslation } from '@/locales/i18n-provider';

interface CopyButtonProps {
  text: string;
  /** Says what is copied; "Copy" when left out. */
  label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { copied, copy } = useCopy();
  const name = copied ? t('action.copied') : (label ?? t('action.copy'));
  return (
    <IconButton
      small
      label={name}
      onClick={() => {
        copy(text).catch(toast.error);
      }}
    >
      {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      <span role="status" className="visually-hidden">
        {copied ? t('action.copied') : ''}
      </span>
    </IconButton>
  );
}
