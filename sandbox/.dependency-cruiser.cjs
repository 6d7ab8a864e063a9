/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-of-the-product',
      comment: 'What stands outside Amn must not be built from the inside of Amn.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '(^|/)(backend|frontend)/' },
    },
    {
      name: 'gateway-stands-alone',
      comment: 'The SHKeeper sandbox is a program of its own; it knows the chain and small helpers only.',
      severity: 'error',
      from: { path: '^src/shkeeper/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(parts|start)' },
    },
    {
      name: 'lib-is-a-leaf',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!lib/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
