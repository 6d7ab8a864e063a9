import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '.stryker/', 'reports/'] },
  js.configs.recommended,
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // A handler passed where a void function is wanted is Express's and Socket.IO's own style.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      'no-console': 'error',
      // Drivers take plain objects for their option classes; the structure is what counts.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config/env.ts reads the environment.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > BlockStatement[body.length=0]",
          message: 'A swallowed failure is a hidden one: handle it or let it reach the caller.',
        },
      ],
    },
  },
  // The environment is made here for the tests, and scripts talk to the terminal.
  {
    files: ['src/config/env.ts', 'src/testing/**/*.ts', 'scripts/**/*.ts', '**/*.test.ts', 'jest.config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  // Mongoose types the options of a schema as a class, and means an object literal.
  { files: ['**/*.model.ts'], rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' } },
  { files: ['scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js'], languageOptions: { globals: { process: 'readonly' } } },
  // What Node and browsers have in common, and what only a program may use.
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { crypto: 'readonly', TextEncoder: 'readonly', process: 'readonly', console: 'readonly' },
    },
  },
);
