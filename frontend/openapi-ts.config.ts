import { defineConfig } from '@hey-api/openapi-ts';

/**
 * The client takes the `data` out of the success envelope before anybody sees it (lib/axios.ts), so the types of
 * the answers are those of `data`. `API_OUTPUT` lets the drift check generate beside the committed files.
 */
export default defineConfig({
  input: '../docs/api/openapi.json',
  output: {
    path: process.env['API_OUTPUT'] ?? 'src/lib/api',
    postProcess: [{ command: 'node', args: ['scripts/api-postprocess.ts', '{{path}}'] }],
  },
  logs: { level: 'error' },
  parser: {
    patch: {
      operations: (_method, _path, operation) => {
        for (const [status, response] of Object.entries(operation.responses ?? {})) {
          const media: unknown = (response as { content?: Record<string, unknown> }).content?.[
            'application/json'
          ];
          const schema = (media as { schema?: { properties?: Record<string, unknown> } } | undefined)?.schema;
          const data = schema?.properties?.['data'];
          if (status.startsWith('2') && data) (media as { schema: unknown }).schema = data;
        }
      },
    },
  },
  plugins: [
    {
      name: '@hey-api/client-axios',
      runtimeConfigPath: './src/lib/api-client.ts',
      throwOnError: true,
      baseUrl: false,
    },
    { name: '@hey-api/typescript', enums: false },
    { name: '@hey-api/sdk' },
    {
      name: '@tanstack/react-query',
      queryOptions: true,
      infiniteQueryOptions: true,
      mutationOptions: true,
    },
  ],
});
