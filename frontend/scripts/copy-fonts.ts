/**
 * Copies the font files from the @fontsource packages to `public/fonts`, so that the page of each language
 * links only the family of its own script. The folder names carry the version: they may be cached for ever.
 */
import { access, cp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'public', 'fonts');

const families = [
  { folder: 'inter', keep: /inter-(latin|latin-ext|vietnamese)-wght-normal\.woff2$/ },
  { folder: 'vazirmatn', keep: /-wght-normal\.woff2$/ },
  { folder: 'noto-sans-sc', keep: /-wght-normal\.woff2$/ },
];

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

await mkdir(target, { recursive: true });
const wanted = new Set<string>();
for (const { folder, keep } of families) {
  const from = path.join(root, 'node_modules', '@fontsource-variable', folder);
  const { version } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `${folder}-${version}`;
  wanted.add(name);
  // The stylesheet is written last, so a folder that has it is complete.
  if (await exists(path.join(target, name, 'index.css'))) continue;
  await cp(path.join(from, 'files'), path.join(target, name, 'files'), {
    recursive: true,
    filter: (source) => path.extname(source) === '' || keep.test(source),
  });
  await cp(path.join(from, 'LICENSE'), path.join(target, name, 'LICENSE'));
  await cp(path.join(from, 'index.css'), path.join(target, name, 'index.css'));
}
for (const name of await readdir(target)) {
  if (!wanted.has(name)) await rm(path.join(target, name), { recursive: true, force: true });
}
