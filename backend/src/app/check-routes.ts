import type { RouteDefinition } from '../shared/define-route.ts';
import { idempotencyOf, SIGNED_IN, type Endpoint } from '../shared/endpoint.ts';

const keysOf = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null && 'shape' in schema
    ? Object.keys(schema.shape as object)
    : [];

function faultsOf(endpoint: Endpoint): string[] {
  const faults: string[] = [];
  // The types ask for it, but a contract may be cast; a route without an access would be open.
  if (!(endpoint.access as string | undefined)) faults.push('states no access');
  if (!endpoint.path.startsWith('/api/')) faults.push('is not under /api/');
  if (idempotencyOf(endpoint) !== 'no' && !SIGNED_IN.has(endpoint.access))
    faults.push('is idempotent without a user');
  if (endpoint.stepUp === true && !SIGNED_IN.has(endpoint.access))
    faults.push('wants step-up without a user');
  const wanted = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').sort();
  const given = keysOf(endpoint.params).sort();
  if (wanted.join() !== given.join())
    faults.push(`has the params (${wanted.join()}) but declares (${given.join()})`);
  const all = [...given, ...keysOf(endpoint.query), ...keysOf(endpoint.body)];
  const twice = all.find((key, index) => all.indexOf(key) !== index);
  if (twice !== undefined) faults.push(`takes ${twice} from two places`);
  return faults;
}

/**
 * Proves at boot that routes and contract are the same set and that each says who may call.
 * @throws Error naming every fault.
 */
export function checkRoutes(routes: readonly RouteDefinition[], contract: readonly Endpoint[]): void {
  const routed = routes.map(({ endpoint }) => endpoint);
  const nameOf = (endpoint: Endpoint) => `${endpoint.operationId} (${endpoint.method} ${endpoint.path})`;
  const addresses = routed.map((endpoint) => `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`);
  const ids = contract.map(({ operationId }) => operationId);
  const missing = contract.filter((e) => !routed.includes(e)).map((e) => `${nameOf(e)} has no route`);
  const faults = [
    ...routed.filter((e) => !contract.includes(e)).map((e) => `${nameOf(e)} is in no contract`),
    ...missing,
    ...addresses.filter((a, index) => addresses.indexOf(a) !== index).map((a) => `${a} is routed twice`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `operationId ${id} is used twice`),
    ...contract.flatMap((e) => faultsOf(e).map((fault) => `${nameOf(e)} ${fault}`)),
  ];
  if (faults.length > 0) throw new Error(`The routes do not fit the contract:\n  - ${faults.join('\n  - ')}`);
}
