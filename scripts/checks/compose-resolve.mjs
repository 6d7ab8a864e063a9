// Has the Compose files resolved as docker compose would: by docker compose where there is one, else by the library
// it is made of, if Go is there to build it. Nothing is started.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEVELOPMENT, IMAGES, PRODUCTION, readText, variablesIn } from './lib/compose.mjs';
import { conclude, notRun } from './lib/outcome.mjs';
import { findProgram, rootDir } from './lib/parts.mjs';

const run = promisify(execFile);
const BUILD_TIMEOUT_MS = 180_000;
const problems = [];

function expect(ok, sentence) {
  if (!ok) problems.push(sentence);
}

/** @returns {Promise<{ name: string, command: string, args: (file: string) => string[] } | { why: string }>} */
async function findResolver() {
  const docker = await findProgram('docker');
  if (
    docker &&
    (await run(docker, ['compose', 'version']).then(
      () => true,
      () => false,
    ))
  ) {
    // An empty --env-file: what a .env of this machine says is no business of the check.
    const args = (file) => [
      'compose',
      '--env-file',
      '/dev/null',
      '--file',
      file,
      'config',
      '--format',
      'json',
    ];
    return { name: 'docker compose', command: docker, args };
  }
  const go = await findProgram('go', ['/usr/local/go/bin']);
  if (!go) return { why: 'neither docker compose nor Go is on this machine' };
  const goDir = join(rootDir, '.amn/parts/go');
  const command = join(goDir, 'composego');
  await mkdir(goDir, { recursive: true });
  const env = {
    ...process.env,
    GOTOOLCHAIN: 'local',
    GOCACHE: join(goDir, 'cache'),
    GOMODCACHE: join(goDir, 'modules'),
    GOFLAGS: '-modcacherw -buildvcs=false',
  };
  const cwd = join(rootDir, 'scripts/checks/compose-go');
  const why = await run(go, ['build', '-o', command, '.'], { cwd, env, timeout: BUILD_TIMEOUT_MS }).then(
    () => undefined,
    (error) => error.stderr?.trim().split('\n').at(-1) || error.message,
  );
  return why
    ? { why: `no docker compose, and its library did not build: ${why}` }
    : { name: 'compose-go', command, args: (file) => [file] };
}

/** @returns {Promise<{ project?: any, error?: string }>} */
async function resolve({ command, args }, file, variables) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables };
  try {
    const { stdout } = await run(command, args(join(rootDir, file)), { cwd: rootDir, env });
    return { project: JSON.parse(stdout) };
  } catch (error) {
    return { error: error.stderr?.trim() || error.message };
  }
}

async function requiredBy(file) {
  const names = variablesIn(await readText(file)).filter(({ operator }) => operator === ':?');
  return [...new Set(names.map(({ name }) => name))];
}

function checkResolved(file, { services }) {
  for (const [name, service] of Object.entries(services)) {
    if (name === 'watchtower') {
      expect(
        service.image === 'value-of-WATCHTOWER_IMAGE',
        `${file}: Watchtower resolves to ${service.image}`,
      );
      continue;
    }
    const { image, port } = IMAGES[name];
    expect(
      service.image === image || (service.image === undefined && service.build),
      `${file}: ${name} resolves to ${service.image}`,
    );
    const published = (service.ports ?? []).map((p) => `${p.host_ip}:${p.published}:${p.target}`);
    const expected =
      file === DEVELOPMENT ? [`127.0.0.1:${port}:${port}`] : name === 'nginx' ? ['0.0.0.0:8083:8083'] : [];
    expect(
      published.join() === expected.join(),
      `${file}: ${name} resolves to the ports ${published.join() || 'none'}`,
    );
  }
}

const resolver = await findResolver();
if (resolver.why) notRun(resolver.why);
for (const file of [PRODUCTION, DEVELOPMENT]) {
  const required = await requiredBy(file);
  const all = Object.fromEntries(required.map((name) => [name, `value-of-${name}`]));
  const { project, error } = await resolve(resolver, file, all);
  if (project) checkResolved(file, project);
  else problems.push(`${file} does not resolve: ${error}`);
  for (const name of required) {
    const { error: refusal } = await resolve(resolver, file, { ...all, [name]: '' });
    expect(refusal?.includes(name), `${file} resolves without ${name}`);
  }
}
conclude(problems, `Compose files, resolved by ${resolver.name}`);
