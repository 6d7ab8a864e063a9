// Lints the Dockerfiles with hadolint and holds them to what it does not know: bases, users, health checks.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { conclude, notRun } from './lib/outcome.mjs';
import { hadolint, rootDir } from './lib/parts.mjs';

const DOCKERFILES = [
  { file: 'backend/Dockerfile', port: '5001' },
  { file: 'frontend/Dockerfile', port: '8083' },
];
const BASE = 'node:24-alpine';
const problems = [];
const { path: hadolintPath, why } = await hadolint();

for (const { file, port } of DOCKERFILES) {
  const text = (await readFile(join(rootDir, file), 'utf8')).replace(/\\\n/g, ' ');
  const instructions = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const stages = new Set();
  for (const line of instructions.filter((instruction) => instruction.startsWith('FROM '))) {
    const [, base, , name] = line.split(/\s+/);
    if (base !== BASE && !stages.has(base))
      problems.push(`${file} builds on ${base}; ${BASE} is the only base`);
    stages.add(name);
  }
  if (stages.size < 2) problems.push(`${file} has one stage: what builds it would be shipped`);
  const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
  const inLast = (start) => last.filter((line) => line.startsWith(start));
  if (inLast('USER ').at(-1) !== 'USER 1000:1000') problems.push(`${file} does not end as node, 1000:1000`);
  if (!inLast('EXPOSE ').includes(`EXPOSE ${port}`)) problems.push(`${file} does not expose ${port}`);
  if (inLast('HEALTHCHECK ').length !== 1) problems.push(`${file} has no health check`);
  if (!inLast('CMD ').at(-1)?.startsWith('CMD ["node", '))
    problems.push(`${file} does not start node itself: signals would end in a shell or in npm`);
  for (const line of instructions) {
    if (/\bnpm (ci|install)\b/.test(line) && !/\bnpm ci\b.*--ignore-scripts/.test(line))
      problems.push(`${file} installs in another way than npm ci --ignore-scripts: ${line}`);
    if (/^(ADD|ARG)\b/.test(line)) problems.push(`${file} says ${line.split(' ')[0]}: ${line}`);
    if (/\b(SECRET|PASSWORD|TOKEN|API_KEY)\w*=/.test(line))
      problems.push(`${file} carries a secret: ${line}`);
  }
}

if (hadolintPath) {
  const files = DOCKERFILES.map(({ file }) => join(rootDir, file));
  const options = ['--no-color', '--failure-threshold', 'style'];
  const findings = await promisify(execFile)(hadolintPath, [...options, ...files]).then(
    () => '',
    (error) => error.stdout || error.message,
  );
  for (const line of findings.split('\n').filter(Boolean)) problems.push(line.replace(`${rootDir}/`, ''));
} else if (problems.length === 0) {
  notRun(why);
}
conclude(problems, 'Dockerfiles, linted with hadolint');
