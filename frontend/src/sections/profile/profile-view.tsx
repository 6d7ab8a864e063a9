'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, CalendarDays, MailWarning, PencilLine } from 'lucide-react';
import { profileQuery, type Profile } from '@/actions/profile';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Initials } from '@/components/initials';
import { Page } from '@/components/page';
import { CardSkeleton } from '@/components/skeletons';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** What everybody may know of a person before dealing with them. */
export function ProfileView({ userId }: { userId: string }) {
  const { data: profile, error, refetch } = useQuery(profileQuery(userId));
  return (
    <Page width="reading">
      {profile ? (
        <Card component="article" sx={{ '& > * + *': { borderTop: 1, borderColor: 'divider' } }}>
          <Head profile={profile} />
          <About profile={profile} />
        </Card>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <CardSkeleton height={320} />
      )}
    </Page>
  );
}

function Head({ profile }: { profile: Profile }) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const format = useFormat();
  const own = useSession().user?.id === profile.id;
  return (
    <Box
      component="header"
      sx={{
        p: { xs: 5, sm: 8 },
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: { xs: 4, sm: 6 },
      }}
    >
      <Initials name={profile.name} size={88} />
      <Box sx={{ flex: '1 1 240px', minWidth: 0, display: 'grid', gap: 3, justifyItems: 'start' }}>
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          <bdi>{profile.name}</bdi>
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 2 }}>
          <TonePill tone={profile.emailVerified ? 'completed' : 'neutral'}>
            {profile.emailVerified ? (
              <BadgeCheck size={14} strokeWidth={2.25} aria-hidden />
            ) : (
              <MailWarning size={14} strokeWidth={2.25} aria-hidden />
            )}
            {t(profile.emailVerified ? 'person.verified' : 'person.notVerified')}
          </TonePill>
          <Box
            sx={{
              display: 'inline-flex',
              alignItems: 'center',
              gap: 2,
              color: 'text.secondary',
              fontSize: '0.875rem',
            }}
          >
            <CalendarDays size={16} aria-hidden />
            <time dateTime={profile.memberSinceAt}>
              {t('person.memberSince', { date: format.date(profile.memberSinceAt) })}
            </time>
          </Box>
        </Box>
        {own && (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('person.yours')}
          </Typography>
        )}
      </Box>
      {own && (
        <LinkButton href={paths.settings(language)} startIcon={<PencilLine size={16} aria-hidden />}>
          {t('person.edit')}
        </LinkButton>
      )}
    </Box>
  );
}

function About({ profile }: { profile: Profile }) {
  const { t } = useTranslation('settings');
  return (
    <Box component="section" sx={{ p: { xs: 5, sm: 8 }, display: 'grid', gap: 3 }}>
      <Typography variant="h3" component="h2">
        {t('person.about')}
      </Typography>
      {profile.bio ? (
        <Typography dir="auto" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', maxWidth: '64ch' }}>
          {profile.bio}
        </Typography>
      ) : (
        <Typography sx={{ color: 'text.secondary' }}>
          {t('person.noBio', { name: `\u2068${profile.name}\u2069` })}
        </Typography>
      )}
    </Box>
  );
}
