import { readConfig } from './config.ts';
import { startGateway } from './server.ts';

const { url, repair, stop } = await startGateway(readConfig(process.env));
if (repair.resent > 0) console.log(`SHKeeper sandbox: sent ${repair.resent} lost transactions again.`);
if (repair.movedMs > 0) console.log("SHKeeper sandbox: moved the chain's clock to where it was.");
for (const tx of repair.refused) {
  console.error(`SHKeeper sandbox: the chain lost ${tx.hash} (${tx.purpose}) and does not take it back.`);
}
console.log(`SHKeeper sandbox is ready at ${url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void stop().then(() => process.exit(0));
  });
}
