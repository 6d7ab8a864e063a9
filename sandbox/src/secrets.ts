import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { english, generateMnemonic } from 'viem/accounts';
import { z } from 'zod';
import { readJsonFile, writeFileAtomically } from './lib/files.ts';

const schema = z.object({
  jwtSecret: z.string(),
  /** 32 bytes, base64url: the seed of the Ed25519 key that receipts are signed with. */
  receiptSigningKey: z.string(),
  shkeeperApiKey: z.string(),
  shkeeperPayoutUsername: z.string(),
  shkeeperPayoutPassword: z.string(),
  shkeeperWebhookSecret: z.string(),
  /** The phrase behind the gateway's invoice addresses and its hot wallet. */
  shkeeperMnemonic: z.string(),
  demoSandboxSecret: z.string(),
  openAiKey: z.string(),
});

/** What one installation's parts prove themselves to each other with. */
export type Secrets = z.infer<typeof schema>;

const secret = () => randomBytes(32).toString('base64url');

/** The secrets of this state, made at its first start and readable by its owner only. */
export async function loadSecrets(stateDir: string): Promise<Secrets> {
  const path = join(stateDir, 'secrets.json');
  const kept = await readJsonFile(path);
  const complete = schema.safeParse(kept);
  if (complete.success) return complete.data;
  const made = schema.parse({
    jwtSecret: secret(),
    receiptSigningKey: secret(),
    shkeeperApiKey: secret(),
    shkeeperPayoutUsername: 'amn-payout',
    shkeeperPayoutPassword: secret(),
    shkeeperWebhookSecret: secret(),
    shkeeperMnemonic: generateMnemonic(english),
    demoSandboxSecret: secret(),
    openAiKey: secret(),
    // What an older start has made stays as it is: data that is kept was made with it.
    ...schema.partial().parse(kept ?? {}),
  });
  await writeFileAtomically(path, JSON.stringify(made, null, 2), 0o600);
  return made;
}
