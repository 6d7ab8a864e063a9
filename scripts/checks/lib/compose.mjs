// Reading the Compose files.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rootDir } from './parts.mjs';

export const PRODUCTION = 'docker-compose.production.yml';
export const DEVELOPMENT = 'docker-compose.dev.yml';
/** Images and ports inside the network, as the architecture names them. */
export const IMAGES = {
  nginx: { image: 'nginx:alpine', port: '8083' },
  frontend: { image: 'nickapp-frontend:latest', port: '8083' },
  backend: { image: 'nickapp-backend:latest', port: '5001' },
  mongodb: { image: 'mongo:8.0', port: '27017' },
  redis: { image: 'redis:8-alpine', port: '6379' },
};

export const readText = (file) => readFile(join(rootDir, file), 'utf8');

/** A Compose file as an object, its `<<` merged, its variables left as they stand. */
export async function readCompose(file) {
  return parse(await readText(file), { merge: true });
}

/**
 * The variables a Compose file asks for.
 * @returns {{ name: string, operator: string, rest: string }[]} operator: `:?` required, `:-` with a default, ``
 */
export function variablesIn(text) {
  const withoutComments = text.replace(/^\s*#.*$/gm, '');
  return [...withoutComments.matchAll(/(?<!\$)\$\{([A-Z_]+)(:[?-])?([^{}]*)/g)].map(
    ([, name, operator = '', rest = '']) => ({ name, operator, rest }),
  );
}

/** What `${NAME:-value}` is when nobody sets NAME. */
export function withDefaults(value) {
  return value.replace(/\$\{[A-Z_]+:-([^{}]*)\}/g, '$1');
}
