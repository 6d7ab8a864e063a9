import type { MetadataRoute } from 'next';
import { openRequestsForSearch } from '@/actions/server-sitemap';
import { serverEnv } from '@/config/env';
import { DEFAULT_LANGUAGE } from '@/config/languages';
import { languageAlternates, paths } from '@/config/paths';

/** The open requests of this minute, at the address of this run. */
export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { publicUrl } = serverEnv();
  if (publicUrl === null) return [];
  const absolute = (path: string) => new URL(path, publicUrl).href;
  /** A page in all its languages; `path` begins after the language. */
  const page = (path: string): MetadataRoute.Sitemap[number] => ({
    url: absolute(`/${DEFAULT_LANGUAGE}${path}`),
    alternates: {
      languages: Object.fromEntries(
        Object.entries(languageAlternates(path)).map(([tag, one]) => [tag, absolute(one)]),
      ),
    },
  });
  const afterLanguage = (path: string) => path.slice(`/${DEFAULT_LANGUAGE}`.length);
  const requests = await openRequestsForSearch();
  return [
    page(''),
    page(afterLanguage(paths.requests(DEFAULT_LANGUAGE))),
    page(afterLanguage(paths.fees(DEFAULT_LANGUAGE))),
    ...requests.map(({ id, updatedAt }) => ({
      ...page(afterLanguage(paths.request(DEFAULT_LANGUAGE, id))),
      lastModified: updatedAt,
    })),
  ];
}
