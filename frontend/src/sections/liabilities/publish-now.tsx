'use client';

import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { publishLiabilitiesAction } from '@/actions/books';
import { Button } from '@/components/button';
import { FormError } from '@/components/form-error';
import { useTranslation } from '@/locales/i18n-provider';

/** For admins: publishes a snapshot besides the daily one. */
export function PublishNow() {
  const { t } = useTranslation('liabilities');
  const publish = useMutation(publishLiabilitiesAction);
  return (
    <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
      <Button
        loading={publish.isPending}
        onClick={() => {
          publish.mutate();
        }}
      >
        {t('publishNow')}
      </Button>
      <FormError error={publish.error} />
    </Box>
  );
}
