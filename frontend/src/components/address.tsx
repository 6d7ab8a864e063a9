'use client';

import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import { CopyButton } from './copy-button';
import { ExternalLink } from './text-link';

interface AddressProps {
  /** A wallet address, a transaction id or another hash. */
  value: string;
  /** Page of a block explorer about it. */
  href?: string | null;
  /** Show it in full at once, as where a person pays to it. */
  full?: boolean;
  copyLabel?: string;
}

const HEAD = 6;
const TAIL = 6;

/** "0x12ab…9f3c21" */
export function shorten(value: string): string {
  return value.length <= HEAD + TAIL + 3 ? value : `${value.slice(0, HEAD)}…${value.slice(-TAIL)}`;
}

/** An address shortened in the middle, in full on demand, to copy by a click; always left to right. */
export function Address({ value, href, full = false, copyLabel }: AddressProps) {
  const { t } = useTranslation();
  const [expanded, setExpanded] = useState(full);
  const short = shorten(value);
  const text = (
    <Box
      component="span"
      title={expanded ? undefined : value}
      sx={{ typography: 'mono', overflowWrap: 'anywhere', userSelect: 'all' }}
    >
      {expanded ? value : short}
    </Box>
  );
  return (
    <Box
      component="bdi"
      dir="ltr"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, maxWidth: '100%' }}
    >
      {href ? (
        <ExternalLink href={href} quiet>
          {text}
        </ExternalLink>
      ) : short === value || full ? (
        text
      ) : (
        <Box
          component="button"
          type="button"
          aria-expanded={expanded}
          onClick={() => {
            setExpanded(!expanded);
          }}
          sx={{
            p: 0,
            border: 0,
            bgcolor: 'transparent',
            color: 'inherit',
            cursor: 'pointer',
            textAlign: 'start',
            minWidth: 0,
            borderRadius: 0.5,
          }}
        >
          {text}
          <span className="visually-hidden"> {expanded ? t('action.showShort') : t('action.showFull')}</span>
        </Box>
      )}
      <CopyButton text={value} label={copyLabel ?? t('address.copy')} />
    </Box>
  );
}
