import nextPlugin from '@next/eslint-plugin-next';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** MUI parts that we have a lighter one of; see docs/frontend-architecture.md, "Weight". */
const ours = {
  Button: 'button',
  IconButton: 'icon-button',
  Link: 'text-link',
  Skeleton: 'skeleton',
  Tooltip: 'hint',
  TextField: 'form',
  Select: 'native-select',
  Avatar: 'initials',
  Badge: 'count-badge',
  Chip: 'status-chip',
  Alert: 'notice',
  CircularProgress: 'spinner',
  Snackbar: '../hooks/use-toast',
};

export default defineConfig(
  globalIgnores([
    '.next/',
    'coverage/',
    'public/',
    'src/lib/api/',
    'next-env.d.ts',
    '.dependency-cruiser.cjs',
  ]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat['recommended-latest'],
  jsxA11y.flatConfigs.recommended,
  nextPlugin.configs.recommended,
  nextPlugin.configs['core-web-vitals'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // index signatures are read as such: settings['NAME'] says that the name is not known to the types
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-function': 'off',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...Object.entries(ours).map(([name, file]) => ({
              name: `@mui/material/${name}`,
              message: `Use components/${file}: it weighs less.`,
            })),
            { name: '@mui/material', message: 'Import from @mui/material/<Component>.' },
            {
              name: 'i18next',
              allowTypeImports: true,
              message: 'Use locales/server or locales/i18n-provider.',
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings by config/env.ts.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Nothing is written into the page as markup.',
        },
      ],
      '@next/next/no-img-element': 'off',
      // A dialog or a page of one question puts the focus where the answer goes.
      'jsx-a11y/no-autofocus': 'off',
    },
  },
  {
    files: [
      'src/config/env.ts',
      'src/config/mode.ts',
      'next.config.ts',
      'openapi-ts.config.ts',
      'scripts/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/locales/create-i18n.ts', 'src/locales/i18next.d.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['**/*.js', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-imports': 'off' },
  },
);
