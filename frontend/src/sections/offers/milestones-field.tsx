'use client';

import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useFieldArray, useFormState, useWatch, type Control } from 'react-hook-form';
import { Button } from '@/components/button';
import { AmountField, TextField } from '@/components/form';
import { useFieldMessage } from '@/components/form/field-message';
import { IconButton } from '@/components/icon-button';
import { Price } from '@/components/money';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { daysOf, MAX_MILESTONES, sumOf, type TermsValues } from './terms-schema';

const DAY_MS = 24 * 60 * 60 * 1000;
const EMPTY = { title: '', price: '', deliveryDays: '' };

/** The milestones of an offer: what, for how much, and when, in their order; the price is their sum. */
export function MilestonesField({ control }: { control: Control<TermsValues> }) {
  const { t } = useTranslation('milestones');
  const { t: offers } = useTranslation('offers');
  const format = useFormat();
  const message = useFieldMessage();
  const { fields, append, remove, move } = useFieldArray({ control, name: 'milestones' });
  const { errors } = useFormState({ control });
  const values = useWatch({ control, name: 'milestones' });
  const last = daysOf(values.at(-1)?.deliveryDays ?? '');
  const problem = message(errors.price?.message);
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('form.help')} {t('form.daysHelp')}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {fields.map((field, index) => {
          const number = index + 1;
          return (
            <Box
              component="li"
              key={field.id}
              data-testid="milestone-fields"
              sx={{ p: 4, border: 1, borderColor: 'divider', borderRadius: 1.5, display: 'grid', gap: 4 }}
            >
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
                  {t('place', { number, total: fields.length })}
                </Typography>
                <IconButton
                  type="button"
                  small
                  label={t('form.up', { number })}
                  disabled={index === 0}
                  onClick={() => {
                    move(index, index - 1);
                  }}
                >
                  <ArrowUp size={16} aria-hidden />
                </IconButton>
                <IconButton
                  type="button"
                  small
                  label={t('form.down', { number })}
                  disabled={number === fields.length}
                  onClick={() => {
                    move(index, index + 1);
                  }}
                >
                  <ArrowDown size={16} aria-hidden />
                </IconButton>
                <IconButton
                  type="button"
                  small
                  label={t('form.remove', { number })}
                  onClick={() => {
                    remove(index);
                  }}
                >
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              </Box>
              <TextField control={control} name={`milestones.${index}.title`} label={t('form.title')} />
              <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: '1fr 1fr' }}>
                <AmountField
                  control={control}
                  name={`milestones.${index}.price`}
                  label={offers('price')}
                  prefix="$"
                />
                <TextField
                  control={control}
                  name={`milestones.${index}.deliveryDays`}
                  label={t('form.days')}
                  inputProps={{ inputMode: 'numeric' }}
                />
              </Box>
            </Box>
          );
        })}
      </Box>
      {fields.length < MAX_MILESTONES && (
        <Box>
          <Button
            type="button"
            size="small"
            startIcon={<Plus size={16} aria-hidden />}
            onClick={() => {
              append(EMPTY);
            }}
          >
            {t('form.add')}
          </Button>
        </Box>
      )}
      <Box
        role="status"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          justifyContent: 'space-between',
          columnGap: 4,
          p: 4,
          borderRadius: 1.5,
          bgcolor: 'surface.sunken',
        }}
      >
        <Typography variant="body2" sx={{ fontWeight: 550 }}>
          {t('form.sum')}
        </Typography>
        <Box data-testid="milestones-sum">
          <Price variant="money" price={{ amount: sumOf(values).toString(), currency: 'USD' }} />
        </Box>
        {last > 0 && (
          <Typography variant="caption" sx={{ flexBasis: '100%', color: 'text.secondary' }}>
            {t('form.last', { duration: format.duration(last * DAY_MS) })}
          </Typography>
        )}
      </Box>
      {problem && (
        <FormHelperText error role="alert">
          {problem}
        </FormHelperText>
      )}
    </Box>
  );
}
