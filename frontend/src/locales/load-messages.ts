import type { Language } from '@/config/languages';
import type { Messages } from './translator';
import type { Namespace } from './namespaces';

/** Reads the given namespaces of one language. Called on the server only, so no bundle holds them. */
export async function loadMessages(language: Language, namespaces: readonly Namespace[]): Promise<Messages> {
  const loaded = await Promise.all(
    namespaces.map(async (namespace) => {
      const file = (await import(`./${language}/${namespace}.json`)) as {
        default: Record<string, unknown>;
      };
      return [namespace, file.default] as const;
    }),
  );
  return Object.fromEntries(loaded);
}
