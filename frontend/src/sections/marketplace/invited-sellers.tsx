'use client';

import Box from '@mui/material/Box';
import type { RequestDetail } from '@/actions/marketplace';
import { Person } from '@/components/person';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { Panel } from '@/components/panel';

/** Whom the buyer invited; the buyer's to see. */
export function InvitedSellers({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const invited = request.invitedSellers ?? [];
  if (invited.length === 0) return null;
  return (
    <Panel title={t('invite.list')}>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 6, rowGap: 3 }}
      >
        {invited.map(({ id, name }) => (
          <li key={id}>
            <Person
              name={name || t('questions.formerMember')}
              href={name ? paths.profile(language, id) : undefined}
            />
          </li>
        ))}
      </Box>
    </Panel>
  );
}
