// `npm ci` must work from these lock files on every machine and in the images: each optional package that a package
// names (its builds for other systems) has an entry. A registry that lacks such a build makes npm leave the entry
// out, and refuse its own lock file afterwards.
// `node scripts/checks/lockfiles.mjs --write` adds what is missing.
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { conclude } from './lib/outcome.mjs';
import { rootDir } from './lib/parts.mjs';

const SYSTEMS = /\b(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b/;
const PROCESSORS = {
  ...{ amd64: 'x64', x64: 'x64', arm64: 'arm64', ia32: 'ia32', loong64: 'loong64', ppc64: 'ppc64' },
  ...{ riscv64: 'riscv64', s390x: 's390x', mips64el: 'mips64el', arm: 'arm' },
};
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const NODE_MODULES = 'node_modules/';

/** Where a package finds another: beside itself, or in a folder further up. */
function isLocked(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf(`/${NODE_MODULES}`)))) {
    if (packages[`${at === '' ? '' : `${at}/`}${NODE_MODULES}${name}`]) return true;
    if (at === '') return false;
  }
}

/** The optional packages that are named and have no entry. */
function missingFrom(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, path, name))
      .map(([name, version]) => ({ name, version })),
  );
}

/** An entry as npm writes it for another system; what the name does not say, npm asks when it is to be installed. */
function entryFor({ name, version }) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.exec(name)?.[1];
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {}),
  };
}

async function lockFiles() {
  const folders = (await readdir(rootDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const files = ['package-lock.json', ...folders.map(({ name }) => `${name}/package-lock.json`)];
  const there = await Promise.all(
    files.map((file) =>
      access(join(rootDir, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_, index) => there[index]);
}

const problems = [];
const files = await lockFiles();
for (const file of files) {
  const lock = JSON.parse(await readFile(join(rootDir, file), 'utf8'));
  const missing = missingFrom(lock.packages);
  const addable = missing.filter(({ version }) => EXACT.test(version));
  if (process.argv.includes('--write') && addable.length > 0) {
    for (const one of addable) lock.packages[`${NODE_MODULES}${one.name}`] = entryFor(one);
    lock.packages = Object.fromEntries(
      Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
    );
    await writeFile(join(rootDir, file), `${JSON.stringify(lock, null, 2)}\n`);
  }
  const left = missingFrom(lock.packages);
  if (left.length > 0) {
    const names = left.map(({ name }) => name).join(', ');
    problems.push(
      `${file} lacks ${left.length} (${names}); node scripts/checks/lockfiles.mjs --write adds them`,
    );
  }
}
conclude(problems, `Lock files (${files.join(', ')})`);
