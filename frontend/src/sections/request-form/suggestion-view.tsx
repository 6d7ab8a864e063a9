'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { RequestSuggestion } from '@/actions/request-form';
import { Button } from '@/components/button';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import type { Values } from './schema';

const FIELDS = ['title', 'description', 'categoryId', 'deliveryDays'] as const;
type Field = (typeof FIELDS)[number];

const DAY_MS = 86_400_000;

interface SuggestionViewProps {
  form: UseFormReturn<Values>;
  suggestion: RequestSuggestion;
  onClose: () => void;
}

/** A suggestion beside the form: nothing is filled in before the person says so, and each can be taken back. */
export function SuggestionView({ form, suggestion, onClose }: SuggestionViewProps) {
  const { t } = useTranslation('requestForm');
  const { t: market } = useTranslation('marketplace');
  const format = useFormat();
  // What stood in a field before its suggestion was used.
  const [before, setBefore] = useState<Partial<Record<Field, string | undefined>>>({});
  const [discarded, setDiscarded] = useState<readonly Field[]>([]);
  const open = FIELDS.filter((field) => !discarded.includes(field));

  const labels: Record<Field, string> = {
    title: t('what.name'),
    description: t('what.description'),
    categoryId: t('category.label'),
    deliveryDays: t('terms.days'),
  };
  const shown: Record<Field, string> = {
    title: suggestion.title,
    description: suggestion.description,
    categoryId: market(`category.${suggestion.categoryId}`),
    deliveryDays: format.duration(suggestion.deliveryDays * DAY_MS),
  };
  const put = (field: Field, value: string) => {
    form.setValue(field, value, { shouldDirty: true, shouldValidate: value !== '' });
  };
  const use = (fields: readonly Field[]) => {
    const unused = fields.filter((field) => before[field] === undefined);
    setBefore((known) => ({
      ...known,
      ...Object.fromEntries(unused.map((field) => [field, form.getValues(field)])),
    }));
    for (const field of unused) put(field, String(suggestion[field]));
  };
  const takeBack = (field: Field) => {
    put(field, before[field] ?? '');
    setBefore((known) => ({ ...known, [field]: undefined }));
  };

  return (
    <Box role="status" sx={{ display: 'grid', gap: 4 }}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
        {open.map((field) => {
          const used = before[field] !== undefined;
          return (
            <Box
              key={field}
              component="li"
              data-testid={`suggestion-${field}`}
              sx={{ p: 3, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'surface.sunken' }}
            >
              <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
                {labels[field]}
              </Typography>
              <Box
                dir="auto"
                sx={{
                  mt: 0.5,
                  maxHeight: 200,
                  overflowY: 'auto',
                  fontSize: '0.9375rem',
                  whiteSpace: 'pre-wrap',
                  overflowWrap: 'anywhere',
                }}
              >
                {shown[field]}
              </Box>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 2 }}>
                {used ? (
                  <>
                    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontSize: '0.875rem' }}>
                      <Check size={16} aria-hidden />
                      {t('help.used')}
                    </Box>
                    <Button
                      size="small"
                      variant="text"
                      aria-label={t('help.undoField', { field: labels[field] })}
                      onClick={() => {
                        takeBack(field);
                      }}
                    >
                      {t('help.undo')}
                    </Button>
                  </>
                ) : (
                  <>
                    <Button
                      size="small"
                      aria-label={t('help.useField', { field: labels[field] })}
                      onClick={() => {
                        use([field]);
                      }}
                    >
                      {t('help.use')}
                    </Button>
                    <Button
                      size="small"
                      variant="text"
                      aria-label={t('help.discardField', { field: labels[field] })}
                      onClick={() => {
                        setDiscarded((known) => [...known, field]);
                      }}
                    >
                      {t('help.discard')}
                    </Button>
                  </>
                )}
              </Box>
            </Box>
          );
        })}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {open.some((field) => before[field] === undefined) && (
          <Button
            size="small"
            variant="contained"
            onClick={() => {
              use(open);
            }}
          >
            {t('help.useAll')}
          </Button>
        )}
        <Button size="small" variant="text" onClick={onClose}>
          {t('help.close')}
        </Button>
      </Box>
    </Box>
  );
}
