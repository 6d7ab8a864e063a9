'use client';

import Box from '@mui/material/Box';
import type { LucideIcon } from 'lucide-react';
import { useController, type Control } from 'react-hook-form';
import type { Values } from './schema';

interface Choice {
  readonly value: Values['visibility'];
  readonly icon: LucideIcon;
  readonly label: string;
  readonly help: string;
}

interface ChoiceFieldProps {
  control: Control<Values>;
  name: 'visibility';
  legend: string;
  choices: readonly Choice[];
}

/** A few choices with a word about each, side by side. */
export function ChoiceField({ control, name, legend, choices }: ChoiceFieldProps) {
  const { field } = useController({ control, name });
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontSize: '0.875rem', fontWeight: 550 }}>
        {legend}
      </Box>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {choices.map(({ value, icon: Icon, label, help }) => {
          const chosen = field.value === value;
          return (
            <Box
              key={value}
              component="label"
              sx={{
                display: 'flex',
                gap: 3,
                p: 4,
                border: 1,
                borderColor: chosen ? 'primary.main' : 'divider',
                borderRadius: 1,
                bgcolor: chosen ? 'surface.brandSoft' : 'transparent',
                cursor: 'pointer',
                '&:has(:focus-visible)': {
                  outline: '2px solid',
                  outlineColor: 'primary.main',
                  outlineOffset: 2,
                },
              }}
            >
              <input
                type="radio"
                className="visually-hidden"
                name={field.name}
                value={value}
                checked={chosen}
                ref={chosen ? field.ref : undefined}
                onBlur={field.onBlur}
                onChange={() => {
                  field.onChange(value);
                }}
              />
              <Box
                aria-hidden
                sx={{ display: 'flex', pt: 0.5, color: chosen ? 'primary.main' : 'text.secondary' }}
              >
                <Icon size={20} strokeWidth={1.75} />
              </Box>
              <Box sx={{ minWidth: 0 }}>
                <Box sx={{ fontWeight: 600 }}>{label}</Box>
                <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{help}</Box>
              </Box>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
