'use client';

import Box from '@mui/material/Box';
import { useColorScheme } from '@mui/material/styles';
import Switch from '@mui/material/Switch';
import { useMutation } from '@tanstack/react-query';
import { Monitor, Moon, Sun } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useId } from 'react';
import { useUser } from '@/actions/session';
import { updateMeAction } from '@/actions/settings';
import { NativeSelect } from '@/components/native-select';
import { SegmentedRadio } from '@/components/segmented';
import { isLanguage, languageInfo, LANGUAGES } from '@/config/languages';
import { inLanguage } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { rememberLanguage } from '@/lib/remember-language';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { Setting, SettingGroup } from './setting';

/** Language, mails and appearance: each takes effect at once. */
export function Preferences() {
  const { t } = useTranslation('settings');
  return (
    <SettingGroup title={t('preferences')}>
      <LanguageSetting />
      <MailSetting />
      <LookSetting />
    </SettingGroup>
  );
}

function useIds() {
  const id = useId();
  return { control: `${id}-control`, label: `${id}-label`, help: `${id}-help` };
}

/** For the mails and these pages: the page comes again in the new language once the account has it. */
function LanguageSetting() {
  const { t } = useTranslation('settings');
  const current = useLanguage();
  const pathname = usePathname();
  const toast = useToast();
  const update = useMutation(updateMeAction);
  const ids = useIds();
  const shown = update.isPending || update.isSuccess ? (update.variables.language ?? current) : current;
  return (
    <Setting label={t('language.label')} help={t('language.help')} ids={ids}>
      <Box sx={{ display: 'grid', width: { xs: '100%', sm: 200 } }}>
        <NativeSelect
          id={ids.control}
          describedBy={ids.help}
          value={shown}
          options={LANGUAGES.map((value) => ({ value, label: languageInfo[value].name }))}
          onChange={(value) => {
            if (!isLanguage(value) || value === current) return;
            update.mutate(
              { language: value },
              {
                onSuccess: () => {
                  rememberLanguage(value);
                  // A whole new page: direction, fonts and strings are the document's, not a component's.
                  window.location.assign(inLanguage(pathname, value));
                },
                onError: toast.error,
              },
            );
          }}
        />
      </Box>
    </Setting>
  );
}

function MailSetting() {
  const { t } = useTranslation('settings');
  const { emailNotifications } = useUser();
  const toast = useToast();
  const update = useMutation(updateMeAction);
  const ids = useIds();
  return (
    <Setting label={t('mail.label')} help={t('mail.help')} ids={ids}>
      <Switch
        checked={emailNotifications}
        onChange={(_event, checked) => {
          update.mutate({ emailNotifications: checked }, { onError: toast.error });
        }}
        slotProps={{ input: { id: ids.control, 'aria-describedby': ids.help } }}
      />
    </Setting>
  );
}

const modes = [
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
  { value: 'system', icon: Monitor },
] as const;

function LookSetting() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { mode, setMode } = useColorScheme();
  const ids = useIds();
  return (
    <Setting label={t('look.label')} help={t('look.help')} ids={{ help: ids.help }}>
      <SegmentedRadio
        label={t('look.label')}
        describedBy={ids.help}
        value={mode ?? 'system'}
        choices={modes.map(({ value, icon: Icon }) => ({
          value,
          label: common(`colorMode.${value}`),
          icon: <Icon size={16} aria-hidden />,
        }))}
        onChange={setMode}
      />
    </Setting>
  );
}
