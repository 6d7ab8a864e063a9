import { z } from 'zod';
import { startOpenAiStub } from './server.ts';

const env = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(5006),
    OPENAI_STUB_API_KEY: z.string().min(8),
  })
  .parse(process.env);

const { url, stop } = await startOpenAiStub({ port: env.PORT, apiKey: env.OPENAI_STUB_API_KEY });
console.log(`OpenAI stub is ready at ${url}/v1`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().then(() => process.exit(0));
  });
}
