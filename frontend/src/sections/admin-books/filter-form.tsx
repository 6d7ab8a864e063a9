'use client';

import Box from '@mui/material/Box';
import { SlidersHorizontal } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { InputFrame } from '@/components/input-frame';
import { NativeSelect } from '@/components/native-select';
import { useTranslation } from '@/locales/i18n-provider';
import { EVENTS, isProper, type FilterField, type FilterTexts } from './posting-filter';

interface FilterFormProps {
  texts: FilterTexts;
  onApply: (texts: FilterTexts) => void;
}

const FIELDS = [
  { field: 'account', label: 'ledger.account', hint: 'escrow:…, gateway:ETH-USDT' },
  { field: 'asset', label: 'ledger.asset', hint: 'ETH-USDT' },
  { field: 'userId', label: 'ledger.person', hint: 'id' },
  { field: 'requestId', label: 'ledger.request', hint: 'id' },
  { field: 'contractId', label: 'ledger.contract', hint: 'id' },
  { field: 'payoutId', label: 'ledger.payout', hint: 'id' },
  { field: 'from', label: 'ledger.from', hint: '' },
  { field: 'to', label: 'ledger.to', hint: '' },
] as const;

export function FilterForm({ texts, onApply }: FilterFormProps) {
  const { t } = useTranslation('adminBooks');
  const [draft, setDraft] = useState<FilterTexts>(texts);
  // On a phone the fields would stand before everything else: they come when they are asked for.
  const [shown, setShown] = useState(false);
  const set = (field: FilterField, text: string) => {
    setDraft({ ...draft, [field]: text });
  };
  const isWrong = (field: FilterField): boolean => {
    const text = draft[field]?.trim() ?? '';
    return text !== '' && !isProper(field, text);
  };
  const anyWrong = FIELDS.some(({ field }) => isWrong(field));
  return (
    <>
      <Box sx={{ display: { sm: 'none' }, mb: 4 }}>
        <Button
          fullWidth
          aria-expanded={shown}
          startIcon={<SlidersHorizontal size={18} aria-hidden />}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {t('ledger.filters')}
        </Button>
      </Box>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!anyWrong) onApply(draft);
        }}
        sx={{
          display: { xs: shown ? 'grid' : 'none', sm: 'grid' },
          gap: 3,
          mb: 6,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(5, minmax(0, 1fr))' },
          alignItems: 'end',
        }}
      >
        <Labelled text={t('ledger.event')}>
          <NativeSelect
            size="small"
            value={draft.event ?? ''}
            options={[
              { value: '', label: t('ledger.any') },
              ...EVENTS.map((event) => ({ value: event, label: t(`events.${event}`) })),
            ]}
            onChange={(value) => {
              set('event', value);
            }}
          />
        </Labelled>
        {FIELDS.map(({ field, label, hint }) => (
          <Labelled key={field} text={t(label)}>
            <InputFrame small wrong={isWrong(field)}>
              <input
                name={field}
                dir="ltr"
                type={field === 'from' || field === 'to' ? 'date' : 'text'}
                value={draft[field] ?? ''}
                placeholder={hint}
                aria-invalid={isWrong(field) ? true : undefined}
                spellCheck={false}
                autoComplete="off"
                onChange={({ target }) => {
                  set(field, target.value);
                }}
              />
            </InputFrame>
          </Labelled>
        ))}
        <Box sx={{ display: 'flex', gap: 2 }}>
          <Button type="submit" size="small" variant="contained">
            {t('ledger.apply')}
          </Button>
          <Button
            size="small"
            variant="text"
            onClick={() => {
              onApply({});
            }}
          >
            {t('ledger.clear')}
          </Button>
        </Box>
        {anyWrong && (
          <Box role="alert" sx={{ gridColumn: '1 / -1', color: 'error.main', fontSize: '0.875rem' }}>
            {t('ledger.wrong')}
          </Box>
        )}
      </Box>
    </>
  );
}

function Labelled({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Box component="label" sx={{ display: 'grid', gap: 1, minWidth: 0, fontSize: '0.8125rem' }}>
      {text}
      {children}
    </Box>
  );
}
