// Gitea's workflows parse, as its own runner reads them, and call what exists.
import { readdir } from 'node:fs/promises';
import { isAlias, parseDocument, visit } from 'yaml';
import { readText } from './lib/compose.mjs';
import { conclude } from './lib/outcome.mjs';
import { rootDir } from './lib/parts.mjs';

const DIR = '.gitea/workflows';
/** Another's code runs with the job's rights: only what is needed to get at the sources. */
const ACTIONS = new Set(['actions/checkout@v4']);
const REGISTRY_IMAGE = 'git.manko.yoga/manawenuz/escrow-backend';
const problems = [];

function expect(ok, sentence) {
  if (!ok) problems.push(sentence);
}

async function readWorkflow(file) {
  const document = parseDocument(await readText(`${DIR}/${file}`), { version: '1.2' });
  for (const error of document.errors) problems.push(`${file}: ${error.message}`);
  visit(document, (_, node) => {
    // Gitea takes the jobs apart before it reads them; an alias of another job's anchor is then unknown.
    expect(
      !isAlias(node) && !node?.anchor,
      `${file} uses an anchor, which Gitea does not follow from job to job`,
    );
  });
  return document.errors.length === 0 ? document.toJS() : undefined;
}

function checkJob(where, job, scripts) {
  expect(/^[\w.-]+$/.test(job['runs-on'] ?? ''), `${where}: runs-on is not one label`);
  expect(Number.isInteger(job['timeout-minutes']), `${where} may run for ever`);
  expect(Array.isArray(job.steps) && job.steps.length > 0, `${where} has no steps`);
  for (const step of job.steps ?? []) {
    expect(
      (step.run === undefined) !== (step.uses === undefined),
      `${where}: a step neither runs nor uses, or both`,
    );
    if (step.uses) expect(ACTIONS.has(step.uses), `${where} uses ${step.uses}`);
    for (const [, script] of (step.run ?? '').matchAll(/\bnpm (?:run )?([\w:]+)/g)) {
      expect(scripts[script] !== undefined, `${where} calls npm ${script}, which package.json does not have`);
    }
    const spelled = Object.values(step.env ?? {}).filter(
      (value) => !String(value).startsWith('${{ secrets.'),
    );
    expect(spelled.length === 0, `${where}: a step's env holds what is not a secret of the repository`);
    expect(
      !/\$\{\{ *(secrets|gitea\.event)\b/.test(step.run ?? ''),
      `${where}: a script has values pasted into it`,
    );
  }
}

const { scripts } = JSON.parse(await readText('package.json'));
const files = (await readdir(`${rootDir}/${DIR}`)).sort();
expect(files.includes('ci.yml') && files.includes('release.yml'), `${DIR} lacks ci.yml or release.yml`);
for (const file of files) {
  const workflow = await readWorkflow(file);
  if (!workflow) continue;
  expect(workflow.name && workflow.on, `${file} has no name, or nothing starts it`);
  expect(Object.keys(workflow.jobs ?? {}).length > 0, `${file} has no jobs`);
  for (const [name, job] of Object.entries(workflow.jobs ?? {})) checkJob(`${file}, ${name}`, job, scripts);
  const commands = Object.values(workflow.jobs ?? {}).flatMap(({ steps = [] }) =>
    steps.map(({ run = '' }) => run),
  );
  if (file === 'ci.yml') expect(commands.includes('npm test'), `${file} does not run npm test`);
  if (file === 'release.yml') {
    const at = (start) => commands.findIndex((command) => command.includes(start));
    expect(at('npm test') >= 0 && at('npm test') < at('docker push'), `${file} pushes what was not tested`);
    expect(
      at('docker build') >= 0 && at('docker build') < at('docker push'),
      `${file} pushes what it did not build`,
    );
    expect(
      workflow.env?.BACKEND_IMAGE === REGISTRY_IMAGE,
      `${file} pushes the backend to ${workflow.env?.BACKEND_IMAGE}`,
    );
    expect(
      /for tag in .*\blatest; do/.test(commands[at('docker push')] ?? ''),
      `${file} does not push latest as the last tag`,
    );
  }
}
conclude(problems, `Gitea's workflows (${files.join(', ')})`);
