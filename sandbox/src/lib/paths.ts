import { join, resolve } from 'node:path';

/** Absolute path of the project's top folder. */
export const projectRoot = resolve(import.meta.dirname, '../../..');

/** Absolute path of this package's folder. */
export const sandboxRoot = join(projectRoot, 'sandbox');

/** Everything that the commands make and git ignores lives under here. */
export const amnDir = join(projectRoot, '.amn');

/** Fetched programs (database servers, a browser), kept from one run to the next. */
export const partsDir = join(amnDir, 'parts');

/** Stamps that say which sources a build was made of. */
export const cacheDir = join(amnDir, 'cache');

/** The demo's data: all of it belongs together and is kept or dropped as one set. */
export const defaultStateDir = join(amnDir, 'state');
