import type { MetadataRoute } from 'next';
import { serverEnv } from '@/config/env';
import { LANGUAGES, type Language } from '@/config/languages';
import { paths } from '@/config/paths';

/** Settings are those of the run, not of the build. */
export const dynamic = 'force-dynamic';

/** What is somebody's own, by its path in each language. */
const privatePaths: readonly ((language: Language) => string)[] = [
  paths.deals,
  paths.wallet,
  paths.notifications,
  paths.settings,
  paths.newRequest,
  paths.invitations,
  (language) => paths.signIn(language),
  (language) => paths.signUp(language),
  (language) => paths.verify(language),
];

export default function robots(): MetadataRoute.Robots {
  const { publicUrl } = serverEnv();
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/api/',
        '/*/requests/*/',
        ...LANGUAGES.flatMap((language) => privatePaths.map((path) => path(language))),
      ],
    },
    ...(publicUrl === null ? {} : { sitemap: new URL('/sitemap.xml', publicUrl).href }),
  };
}
