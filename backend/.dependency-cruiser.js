/**
 * app → modules → platform → config → shared; inside a module routes → service → repository → model, with
 * process, policy, contract and events as pure leaves; another module by its index.ts only; no cycles.
 * `npm run deps:selftest` shows that each rule catches what it is there for.
 */

const TEST = '\\.test\\.ts$';
const LEAF = '[.](process|policy|contract|events)[.]ts$';
const PURE = `^src/modules/.+${LEAF}`;
const ANY_ROUTES = '\\.routes\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-the-ground',
      severity: 'error',
      comment: 'shared imports nothing of ours but shared.',
      from: { path: '^src/shared/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/shared/' },
    },
    {
      name: 'config-knows-shared-only',
      severity: 'error',
      from: { path: '^src/config/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(config|shared)/' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(platform|config|shared)/' },
    },
    {
      name: 'modules-know-no-app',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(modules|platform|config|shared)/' },
    },
    {
      name: 'modules-by-their-front-door',
      severity: 'error',
      comment: 'Another module is entered by its index.ts.',
      from: { path: '^src/modules/([^/]+)/', pathNot: [TEST, LEAF] },
      to: {
        path: '^src/modules/([^/]+)/',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'leaves-read-leaves-of-others',
      severity: 'error',
      comment: "A contract may name another contract's shapes: by the front door it would stop being a leaf.",
      from: { path: `^src/modules/([^/]+)/.+${LEAF}`, pathNot: TEST },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', LEAF] },
    },
    {
      name: 'tests-use-front-doors-of-others',
      severity: 'error',
      from: { path: `^src/modules/([^/]+)/.*${TEST}` },
      to: {
        path: '^src/modules/([^/]+)/',
        pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$', '\\.(contract|process)\\.ts$'],
      },
    },
    {
      name: 'pure-files-stay-pure',
      severity: 'error',
      comment: 'Tables, predicates and contracts read no database, no clock and no environment.',
      from: { path: PURE },
      to: {
        path: '^src/(app|platform|config)/|\\.(model|repository|service|routes|subscribers)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'model-is-private-to-the-repository',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '\\.(repository|model)\\.ts$'] },
      to: { path: '\\.model\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-go-through-the-service',
      severity: 'error',
      from: { path: ANY_ROUTES },
      to: { path: '\\.(model|repository)\\.ts$' },
    },
    {
      name: 'nothing-below-imports-routes',
      severity: 'error',
      comment: 'Only the composition root and the module front door know the routes.',
      from: { path: '^src/modules/', pathNot: [TEST, '/index\\.ts$'] },
      to: { path: ANY_ROUTES },
    },
    {
      name: 'repository-is-the-bottom',
      severity: 'error',
      from: { path: '\\.(repository|model)\\.ts$' },
      to: { path: '\\.(service|presenter|subscribers)\\.ts$' },
    },
    {
      name: 'services-neither-emit-nor-mail',
      severity: 'error',
      comment: 'Events leave through the outbox, mails through a subscriber.',
      from: { path: '^src/modules/', pathNot: [TEST, '^src/modules/notification/'] },
      to: { path: '^src/platform/(socket|mailer|outbox-relay)\\.ts$' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/testing/'] },
      to: { path: '^src/testing/' },
    },
    {
      name: 'no-development-package-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/testing/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
