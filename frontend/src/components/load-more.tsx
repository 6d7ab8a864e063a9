'use client';

import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { useTranslation } from '@/locales/i18n-provider';
import { FormError } from './form-error';

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  error?: unknown;
  onMore: () => void;
}

/** The end of a list that goes on: reads the next page when it comes near, or on a press. */
export function LoadMore({ hasMore, loading, error, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const waiting = hasMore && !loading && !error;
  useEffect(() => {
    const element = box.current;
    if (!waiting || !element || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onMore();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [waiting, onMore]);
  if (!hasMore) return null;
  return (
    <Box ref={box} sx={{ display: 'grid', justifyItems: 'center', gap: 3, mt: 6 }}>
      <FormError error={error} of="reading" />
      <Button onClick={onMore} loading={loading}>
        {t('action.loadMore')}
      </Button>
    </Box>
  );
}
