'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/icon-button';
import { InputFrame } from '@/components/input-frame';
import { useTranslation } from '@/locales/i18n-provider';
import { cleanWords, MAX_QUERY } from './filters';

const PAUSE_MS = 300;

interface SearchBoxProps {
  /** Its name for screen readers. */
  label: string;
  placeholder: string;
  autoFocus?: boolean;
  value: string;
  onChange: (words: string) => void;
}

/** Looks for words once the person stops typing for a moment, or presses Enter. */
export function SearchBox({ label, placeholder, autoFocus, value, onChange }: SearchBoxProps) {
  const { t } = useTranslation('marketplace');
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // The address changed by other means: "back", or the filters were cleared.
    setKnown(value);
    if (value !== cleanWords(text)) setText(value);
  }
  useEffect(() => {
    const words = cleanWords(text);
    if (words === value) return;
    const timer = setTimeout(() => {
      onChange(words);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, value, onChange]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(cleanWords(text));
      }}
    >
      <InputFrame>
        <span aria-hidden>
          <Search size={18} />
        </span>
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          autoFocus={autoFocus}
          maxLength={MAX_QUERY}
          enterKeyHint="search"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        {text !== '' && (
          <IconButton
            small
            label={t('search.clear')}
            onClick={() => {
              setText('');
              onChange('');
            }}
          >
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </InputFrame>
    </form>
  );
}
