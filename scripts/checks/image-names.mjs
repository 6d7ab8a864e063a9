// No image and no host but those of the architecture stands in what is deployed, or in what is said about it.
import { readdir } from 'node:fs/promises';
import { readText } from './lib/compose.mjs';
import { conclude } from './lib/outcome.mjs';
import { rootDir } from './lib/parts.mjs';

const REGISTRY = 'git.manko.yoga';
const IMAGES = new Set([
  ...['nginx:alpine', 'mongo:8.0', 'redis:8-alpine', 'node:24-alpine'],
  ...['nickapp-frontend:latest', 'nickapp-backend:latest'],
  `${REGISTRY}/manawenuz/escrow-backend:latest`,
  `${REGISTRY}/manawenuz/escrow-backend/nickapp-frontend:latest`,
]);
/** Names inside the Compose network and of this machine; `.example` belongs to nobody (RFC 2606). */
const HOSTS = new Set([
  ...[REGISTRY, 'frontend', 'backend', 'mongodb', 'redis', 'localhost', '127.0.0.1', 'host.docker.internal'],
  ...['host', 'amn.example', 'mail.amn.example'],
]);
const DIRS = ['nginx', '.gitea/workflows'];
const FILES = [
  ...['docker-compose.production.yml', 'docker-compose.dev.yml', '.env.production.example'],
  ...['backend/Dockerfile', 'frontend/Dockerfile', 'docs/infrastructure.md', 'docs/docker-setup.md'],
];
const problems = [];

async function deploymentFiles() {
  const listed = await Promise.all(
    DIRS.map(async (dir) => {
      const entries = await readdir(`${rootDir}/${dir}`, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
    }),
  );
  return [...FILES, ...listed.flat().map((path) => path.slice(rootDir.length + 1))];
}

/** Images as they are used (image:, FROM) and as they are spoken of (with a usual tag, or in some registry). */
function* imagesIn(text) {
  const stages = new Set([...text.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name));
  for (const { 1: image, index } of text.matchAll(/^(?:\s*image:\s*|FROM\s+)(\S+)/gm)) {
    const name = image.replace(/^\$\{\w+:-(.*)\}$/, '$1');
    // Watchtower's own image is for whoever runs the stack to choose.
    if (!stages.has(name) && !name.startsWith('${WATCHTOWER_IMAGE:?')) yield { name, index };
  }
  for (const { 0: name, index } of text.matchAll(
    /(?<![\w./-])[a-z][\w./-]*:(?:latest|alpine|[\d.]+-alpine)\b/g,
  ))
    yield { name, index };
  for (const { 0: name, index } of text.matchAll(
    /(?<![\w./:@-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[a-z][\w/-]+(?![\w./:-])/g,
  )) {
    yield { name: `${name}:latest`, index };
  }
}

function* hostsIn(text) {
  // What is filled in later cannot be known here, and may stand for the user before a host.
  const filledIn = text.replace(/\$\{[^{}]*\}/g, (variable) => 'x'.repeat(variable.length));
  for (const { 1: name, index } of filledIn.matchAll(/[a-z][a-z0-9+]*:\/\/(?:[^\s/@'"`]*@)?([a-z0-9.-]+)/gi))
    if (!/^x+$/.test(name)) yield { name, index };
}

for (const file of await deploymentFiles()) {
  const text = await readText(file);
  const lineOf = (index) => text.slice(0, index).split('\n').length;
  for (const { name, index } of imagesIn(text))
    if (!IMAGES.has(name)) problems.push(`${file}:${lineOf(index)} names the image ${name}`);
  for (const { name, index } of hostsIn(text))
    if (!HOSTS.has(name)) problems.push(`${file}:${lineOf(index)} names the host ${name}`);
}
conclude(problems, 'Images and hosts in the deployment files');
