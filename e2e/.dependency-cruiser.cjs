/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'outside-only',
      comment:
        'A journey knows what a person in front of the screen knows, and the running parts by their URLs.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '(^|/)(backend|frontend|sandbox)/' },
    },
    {
      name: 'journeys-stand-alone',
      severity: 'error',
      from: { path: '^src/(lib|journeys)/' },
      to: { path: '^src/journeys/' },
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
