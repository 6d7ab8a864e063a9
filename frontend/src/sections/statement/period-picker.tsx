'use client';

import Box from '@mui/material/Box';
import { Button } from '@/components/button';
import { DateField } from '@/components/date-field';
import { useNow } from '@/hooks/use-now';
import { useTranslation } from '@/locales/i18n-provider';
import { presetDays, PRESETS, type Days } from './period';

interface PickerProps {
  days: Days;
  onChange: (days: Days) => void;
}

/** Two days, and the usual periods at one press. */
export function PeriodPicker({ days, onChange }: PickerProps) {
  const { t } = useTranslation('statement');
  const now = useNow();
  const fields = [
    { name: 'from', value: days.from },
    { name: 'to', value: days.to },
  ] as const;
  return (
    <Box
      role="group"
      aria-label={t('period')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 3, mb: 6 }}
    >
      {fields.map(({ name, value }) => (
        <Box key={name} sx={{ width: 190 }}>
          <DateField
            label={t(name)}
            size="small"
            value={value ?? ''}
            onChange={(day) => {
              onChange({ ...days, [name]: day === '' ? null : day });
            }}
          />
        </Box>
      ))}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            size="small"
            variant="text"
            onClick={() => {
              onChange(presetDays(preset, now));
            }}
          >
            {t(preset)}
          </Button>
        ))}
      </Box>
    </Box>
  );
}
