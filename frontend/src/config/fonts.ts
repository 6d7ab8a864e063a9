import manifest from '../../package.json';
import type { Script } from './languages';

const folder = (family: 'inter' | 'vazirmatn' | 'noto-sans-sc') =>
  `/fonts/${family}-${manifest.dependencies[`@fontsource-variable/${family}`]}`;

interface FontLinks {
  readonly stylesheets: readonly string[];
  /** The file nearly every page of the script needs at once. */
  readonly preload: readonly string[];
}

/**
 * Names in Chinese may stand in any page. The list of its faces is long, so other pages link it only when they have
 * such a name in them.
 */
export const chineseStylesheet = `${folder('noto-sans-sc')}/index.css`;

/** What the page of each script links; server side only, as it reads the package's versions. */
export const fontLinks: Record<Script, FontLinks> = {
  latin: {
    stylesheets: [`${folder('inter')}/index.css`, `${folder('vazirmatn')}/index.css`],
    preload: [`${folder('inter')}/files/inter-latin-wght-normal.woff2`],
  },
  arabic: {
    stylesheets: [`${folder('vazirmatn')}/index.css`, `${folder('inter')}/index.css`],
    preload: [`${folder('vazirmatn')}/files/vazirmatn-arabic-wght-normal.woff2`],
  },
  chinese: {
    stylesheets: [`${folder('inter')}/index.css`, `${folder('vazirmatn')}/index.css`, chineseStylesheet],
    preload: [`${folder('inter')}/files/inter-latin-wght-normal.woff2`],
  },
};
