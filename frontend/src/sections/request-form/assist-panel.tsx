'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Info, Sparkles } from 'lucide-react';
import { useId, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { isHelpUnavailable, suggestRequestAction } from '@/actions/request-form';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Notice } from '@/components/notice';
import { useTranslation } from '@/locales/i18n-provider';
import type { Values } from './schema';
import { SuggestionView } from './suggestion-view';

const MIN = 10;
const MAX = 1000;

/** "Help me write it": a few words in, a draft of the words out, which the person takes or leaves field by field. */
export function AssistPanel({ form }: { form: UseFormReturn<Values> }) {
  const { t } = useTranslation('requestForm');
  const { t: common } = useTranslation();
  const titleId = useId();
  const inputId = useId();
  const suggest = useMutation(suggestRequestAction);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const ask = () => {
    const words = text.trim();
    setTooShort(words.length < MIN);
    if (words.length >= MIN) suggest.mutate({ text: words, language: form.getValues('language') });
  };
  return (
    <Card component="section" aria-labelledby={titleId} sx={{ p: 5, display: 'grid', gap: 4 }}>
      <Box sx={{ display: 'flex', gap: 3 }}>
        <Box aria-hidden sx={{ display: 'flex', pt: 0.5, color: 'primary.main' }}>
          <Sparkles size={20} strokeWidth={1.75} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          <Typography id={titleId} variant="h4" component="h2">
            {t('help.title')}
          </Typography>
          <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
            {t('help.lead')}
          </Typography>
        </Box>
      </Box>
      {!open ? (
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('help.open')}
        </Button>
      ) : (
        <>
          <FormControl fullWidth error={tooShort}>
            <InputLabel htmlFor={inputId}>{t('help.label')}</InputLabel>
            <OutlinedInput
              id={inputId}
              value={text}
              multiline
              minRows={3}
              maxRows={8}
              autoFocus
              placeholder={t('help.placeholder')}
              onChange={(event) => {
                setText(event.target.value);
              }}
              slotProps={{ input: { maxLength: MAX, 'aria-describedby': `${inputId}-note` } }}
            />
            <FormHelperText id={`${inputId}-note`} role={tooShort ? 'alert' : undefined}>
              {tooShort ? common('field.tooShort', { count: MIN }) : t('help.note')}
            </FormHelperText>
          </FormControl>
          {isHelpUnavailable(suggest.error) ? (
            <Notice tone="neutral" icon={Info} role="status" title={t('help.unavailableTitle')}>
              {t('help.unavailable')}
            </Notice>
          ) : (
            <FormError error={suggest.error} />
          )}
          <Button variant={suggest.data ? 'outlined' : 'contained'} loading={suggest.isPending} onClick={ask}>
            {t(suggest.isPending ? 'help.thinking' : suggest.data ? 'help.again' : 'help.submit')}
          </Button>
          {suggest.isSuccess && (
            <SuggestionView
              key={suggest.submittedAt}
              form={form}
              suggestion={suggest.data}
              onClose={() => {
                suggest.reset();
                setOpen(false);
              }}
            />
          )}
        </>
      )}
    </Card>
  );
}
