import { z } from 'zod';
import { startRelay } from './server.ts';

const env = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65535).default(5007),
    WALLETCONNECT_PROJECT_ID: z.string().min(8),
  })
  .parse(process.env);

const { url, stop } = await startRelay({ port: env.PORT, projectId: env.WALLETCONNECT_PROJECT_ID });
console.log(`WalletConnect relay is ready at ${url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().then(() => process.exit(0));
  });
}
