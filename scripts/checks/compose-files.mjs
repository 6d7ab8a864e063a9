// The Compose files say what the architecture says: services, images, ports, who is reachable from where, what has
// to be told to them. Needs no Docker; compose-resolve.mjs has them resolved.
import { conclude } from './lib/outcome.mjs';
import {
  DEVELOPMENT,
  IMAGES,
  PRODUCTION,
  readCompose,
  readText,
  variablesIn,
  withDefaults,
} from './lib/compose.mjs';

const EXAMPLE = '.env.production.example';
const SECRET = /PASSWORD|SECRET|TOKEN|_KEY$/;
/** Settings of the backend that the image gives, or that have no business in production. */
const NOT_FROM_COMPOSE = new Set([
  ...['NODE_ENV', 'HOST', 'PORT', 'UPLOADS_DIR'],
  ...['REDIS_PREFIX', 'RATE_LIMIT_FACTOR', 'SWEEP_INTERVAL_MS', 'CRASH_POINT'],
  ...['DEMO_SANDBOX_URL', 'DEMO_SANDBOX_SECRET', 'DEMO_MAIL_URL'],
]);
const problems = [];

function expect(ok, sentence) {
  if (!ok) problems.push(sentence);
}

const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

/** Environment names that a module with a zod schema reads, one a line in its schema. */
async function namesReadBy(file) {
  return new Set([...(await readText(file)).matchAll(/^ {2,4}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name));
}

function checkImages(file, services) {
  for (const [name, { image }] of Object.entries(services)) {
    if (image === undefined || name === 'watchtower') continue;
    expect(withDefaults(image) === IMAGES[name].image, `${file}: ${name} runs ${image}`);
  }
}

async function checkProduction() {
  const { services, networks } = await readCompose(PRODUCTION);
  expect(
    same(Object.keys(services), [...Object.keys(IMAGES), 'watchtower']),
    `${PRODUCTION}: not the services of the architecture`,
  );
  checkImages(PRODUCTION, services);
  for (const [name, service] of Object.entries(services)) {
    const where = `${PRODUCTION}: ${name}`;
    expect(service.restart === 'unless-stopped', `${where} does not come back by itself`);
    expect(
      service.logging?.options?.['max-size'] && service.logging.options['max-file'],
      `${where}: its log grows for ever`,
    );
    expect(service.mem_limit, `${where} may take all memory`);
    expect(service.read_only === true, `${where} may write to its image`);
    expect(same(service.cap_drop ?? [], ['ALL']) && !service.cap_add, `${where} keeps capabilities`);
    expect(service.security_opt?.includes('no-new-privileges:true'), `${where} may gain privileges`);
    expect(
      service.privileged === undefined && service.network_mode === undefined,
      `${where} is not contained`,
    );
    if (name === 'watchtower') continue;
    expect(service.healthcheck?.test, `${where} has no health check`);
    const ports = (service.ports ?? []).map(withDefaults);
    expect(
      same(ports, name === 'nginx' ? ['0.0.0.0:8083:8083'] : []),
      `${where} is reachable from outside at ${ports}`,
    );
    if (name !== 'nginx')
      expect(same(service.expose ?? [], [IMAGES[name].port]), `${where} is not on ${IMAGES[name].port}`);
    const updated = service.labels?.['com.centurylinklabs.watchtower.enable'] === 'true';
    expect(
      updated === ['frontend', 'backend'].includes(name),
      `${where}: Watchtower ${updated ? 'may' : 'may not'} replace it`,
    );
  }
  const { watchtower, backend, frontend, mongodb } = services;
  expect(watchtower.environment.WATCHTOWER_LABEL_ENABLE === 'true', 'Watchtower looks at every container');
  expect(
    withDefaults(watchtower.image).startsWith('${WATCHTOWER_IMAGE:?'),
    'the image of Watchtower is not the choice of whoever runs it',
  );
  expect(
    backend.healthcheck.test.at(-1).endsWith(':5001/api/health/ready'),
    'the backend is not asked for /api/health/ready',
  );
  expect(
    backend.build?.context === './backend' && frontend.build?.context === './frontend',
    'an image is built from elsewhere',
  );
  expect(networks.data?.internal === true, 'the network of the databases reaches out');
  const onData = Object.keys(services).filter((name) => services[name].networks?.includes('data'));
  expect(
    same(onData, ['backend', 'mongodb', 'redis']),
    `${onData.join(', ')} are on the network of the databases`,
  );
  for (const name of ['mongodb', 'redis'])
    expect(same(services[name].networks, ['data']), `${name} is on more networks than one`);
  expect(
    /--replSet rs0/.test(mongodb.command.at(-1)) && /--keyFile/.test(mongodb.command.at(-1)),
    'MongoDB is no replica set with access control',
  );
  expect(
    /appendonly yes[\s\S]*noeviction/.test(services.redis.command.at(-1)),
    'Redis may lose or evict what it holds',
  );
  for (const volume of ['mongodb-data:/data/db', 'redis-data:/data', 'uploads:/app/uploads'])
    expect(
      Object.values(services).some(({ volumes = [] }) => volumes.includes(volume)),
      `nothing is kept in ${volume}`,
    );
  await checkSettings('backend/src/config/env.ts', Object.keys(backend.environment), NOT_FROM_COMPOSE);
  await checkSettings('frontend/src/config/env.ts', Object.keys(frontend.environment), new Set());
}

async function checkSettings(reader, given, exceptions) {
  const read = await namesReadBy(reader);
  for (const name of given)
    expect(read.has(name), `${PRODUCTION} gives ${name}, which ${reader} does not read`);
  for (const name of read) {
    expect(
      given.includes(name) !== exceptions.has(name),
      `${PRODUCTION}: ${name}, which ${reader} reads, ${given.includes(name) ? 'has no business there' : 'cannot be set'}`,
    );
  }
}

async function checkDevelopment() {
  const { services } = await readCompose(DEVELOPMENT);
  expect(
    same(Object.keys(services), ['backend', 'mongodb', 'redis']),
    `${DEVELOPMENT}: not backend, MongoDB and Redis alone`,
  );
  checkImages(DEVELOPMENT, services);
  for (const [name, { ports }] of Object.entries(services)) {
    const { port } = IMAGES[name];
    expect(
      same(ports ?? [], [`127.0.0.1:${port}:${port}`]),
      `${DEVELOPMENT}: ${name} is not on ${port} of this machine alone`,
    );
  }
  expect(
    services.backend.build?.target === 'development',
    `${DEVELOPMENT}: the backend is not the one that restarts`,
  );
}

async function checkVariables() {
  for (const file of [PRODUCTION, DEVELOPMENT]) {
    for (const { name, operator, rest } of variablesIn(await readText(file))) {
      expect(operator !== '', `${file}: ${name} has neither a default nor a word for whoever forgot it`);
      expect(
        !(SECRET.test(name) && operator === ':-' && rest !== ''),
        `${file}: ${name} is a secret with a default`,
      );
      expect(
        !(operator === ':?' && rest.trim() === ''),
        `${file}: ${name} is required without saying what it is`,
      );
    }
  }
  const wanted = new Set(variablesIn(await readText(PRODUCTION)).map(({ name }) => name));
  const shown = new Map(
    [...(await readText(EXAMPLE)).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  for (const name of wanted) expect(shown.has(name), `${EXAMPLE} does not show ${name}`);
  for (const [name, value] of shown) {
    expect(wanted.has(name), `${EXAMPLE} shows ${name}, which ${PRODUCTION} does not ask for`);
    expect(!(SECRET.test(name) && value !== ''), `${EXAMPLE} gives ${name} a value`);
  }
}

await checkProduction();
await checkDevelopment();
await checkVariables();
conclude(problems, 'Compose files against the architecture');
