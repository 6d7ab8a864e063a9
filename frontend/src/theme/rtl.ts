import { prefixer, RULESET, type Middleware } from 'stylis';
import rtlPlugin from 'stylis-plugin-rtl';

/**
 * The prefixer for declarations and keyframes. Emotion parses with a stylis of its own, 4.2, whose rules lack what the
 * prefixer of 4.4 wants of them when it splits `::placeholder` and `:read-only`; no browser of today needs those two.
 */
const declarationPrefixer: Middleware = (element, index, children, callback) =>
  element.type === RULESET ? undefined : prefixer(element, index, children, callback);

/** What emotion does to each rule of a right-to-left page: the same prefixes, and left turned into right. */
export const rtlStylisPlugins: Middleware[] = [declarationPrefixer, rtlPlugin];
