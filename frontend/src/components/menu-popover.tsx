'use client';

import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Check } from 'lucide-react';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import type { MenuEntry } from './menu-button';

interface MenuPopoverProps {
  id: string;
  anchor: HTMLElement | null;
  header?: ReactNode;
  entries: readonly MenuEntry[];
  onClose: () => void;
}

/** The menu itself; see `MenuButton`. */
export default function MenuPopover({ id, anchor, header, entries, onClose }: MenuPopoverProps) {
  return (
    <Menu id={id} open={anchor !== null} anchorEl={anchor} onClose={onClose}>
      {header}
      {entries.map(({ key, label, icon, selected = false, href, document, lang, onSelect }) => (
        <MenuItem
          key={key}
          selected={selected}
          lang={lang}
          onClick={() => {
            onClose();
            onSelect?.();
          }}
          {...(href ? { component: document ? 'a' : NextLink, href, hrefLang: lang } : {})}
        >
          {icon}
          {label}
          {selected && <Check size={16} aria-hidden style={{ marginInlineStart: 'auto' }} />}
        </MenuItem>
      ))}
    </Menu>
  );
}
