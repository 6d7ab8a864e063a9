'use client';

import dynamic from 'next/dynamic';
import { useId, useState, type ReactNode } from 'react';
import { patiently } from '@/lib/patiently';

const load = patiently(() => import('./menu-popover'));
const MenuPopover = dynamic(load, { ssr: false });

/** What the button that opens a menu has to take. */
export interface MenuTrigger {
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-controls': string | undefined;
  readonly 'aria-expanded': boolean;
  readonly onClick: (event: { currentTarget: HTMLElement }) => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
}

export interface MenuEntry {
  readonly key: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly selected?: boolean;
  /** A page of Amn; `document` loads it as a new document. */
  readonly href?: string;
  readonly document?: boolean;
  readonly lang?: string;
  readonly onSelect?: () => void;
}

interface MenuButtonProps {
  trigger: (props: MenuTrigger) => ReactNode;
  /** Above the entries. */
  header?: ReactNode;
  entries: readonly MenuEntry[];
}

/** A button with a menu, which is loaded when the button is about to be used. */
export function MenuButton({ trigger, header, entries }: MenuButtonProps) {
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [used, setUsed] = useState(false);
  const prepare = () => {
    void load();
  };
  return (
    <>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-controls': anchor ? menuId : undefined,
        'aria-expanded': anchor !== null,
        onClick: (event) => {
          setUsed(true);
          setAnchor(event.currentTarget);
        },
        onPointerEnter: prepare,
        onFocus: prepare,
      })}
      {used && (
        <MenuPopover
          id={menuId}
          anchor={anchor}
          header={header}
          entries={entries}
          onClose={() => {
            setAnchor(null);
          }}
        />
      )}
    </>
  );
}
