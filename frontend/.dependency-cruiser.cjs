/** The dependency rule: app → sections → actions → lib; see docs/frontend-architecture.md. */
const only = (from, to, comment) => ({
  name: `${from.replaceAll('/', '-')}-reaches-down-only`,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${[from, ...to].join('|')})(/|$)` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-sibling-section',
      comment: 'A section never imports another one: what two share belongs to components, hooks or actions.',
      severity: 'error',
      from: { path: '^src/sections/([^/]+)/' },
      to: { path: '^src/sections/', pathNot: '^src/sections/$1/' },
    },
    {
      name: 'only-actions-call-the-api',
      comment: 'lib/api is called by actions (and lib itself); its types may be imported anywhere, as types.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(actions|lib)/' },
      to: { path: '^src/lib/(api/|sdk|axios|lazy-axios)', dependencyTypesNot: ['type-only'] },
    },
    only(
      'sections',
      ['actions', 'components', 'hooks', 'lib', 'locales', 'theme', 'config'],
      'A section draws what actions give it.',
    ),
    only('actions', ['lib', 'locales', 'hooks', 'config'], 'Actions know the API, not the screen.'),
    only(
      'layouts',
      ['actions', 'components', 'hooks', 'lib', 'locales', 'theme', 'config'],
      'A layout stands around any section.',
    ),
    only('components', ['hooks', 'lib', 'locales', 'theme', 'config'], 'A component knows no feature.'),
    only('hooks', ['lib', 'locales', 'config'], 'A hook knows no feature.'),
    only('theme', ['locales', 'config'], 'The theme knows colours, not features.'),
    only('locales', ['config'], 'Strings and formats stand by themselves.'),
    only('lib', ['config'], 'lib is the floor: the wire, the clock, the errors.'),
    only('config', [], 'Settings depend on nothing.'),
    {
      name: 'nothing-imports-a-route',
      comment: 'Routes compose; nothing below knows them.',
      severity: 'error',
      from: { path: '^src/(?!app/)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'one-reader-of-the-environment',
      comment: 'env.ts is server side only: client code gets its settings by useRuntimeConfig.',
      severity: 'error',
      from: { path: '^src/(sections|components|hooks|layouts|theme|locales|lib)/' },
      to: { path: '^src/config/env', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      comment: 'Only tests import tests.',
      from: { pathNot: '(\\.test\\.tsx?$|^src/test/)' },
      to: { path: '(\\.test\\.tsx?$|^src/test/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
