'use client';

import { useColorScheme } from '@mui/material/styles';
import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '@/components/icon-button';
import { useHydrated } from '@/hooks/use-hydrated';
import { useTranslation } from '@/locales/i18n-provider';
import { MenuButton } from './menu-button';

const icons = { light: Sun, dark: Moon, system: Monitor } as const;
type Mode = keyof typeof icons;
const MODES: readonly Mode[] = ['light', 'dark', 'system'];

/** Light, dark, or as the device is set. */
export function ColorModeSwitch() {
  const { t } = useTranslation();
  const { mode, setMode } = useColorScheme();
  const hydrated = useHydrated();
  // What is chosen is known in the browser only.
  const current: Mode = hydrated ? (mode ?? 'system') : 'system';
  const Icon = icons[current];
  const label = `${t('colorMode.label')}: ${t(`colorMode.${current}`)}`;
  return (
    <MenuButton
      trigger={(props) => (
        <IconButton {...props} label={label}>
          <Icon size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      )}
      entries={MODES.map((one) => {
        const ModeIcon = icons[one];
        return {
          key: one,
          label: t(`colorMode.${one}`),
          icon: <ModeIcon size={16} aria-hidden />,
          selected: one === current,
          onSelect: () => {
            setMode(one);
          },
        };
      })}
    />
  );
}
