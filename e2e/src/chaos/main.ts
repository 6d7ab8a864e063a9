/**
 * The people of a chaos run: many clients deal with each other through the API while somebody else breaks what the
 * stack stands on. At the end it holds what they were told against the ledger and the chain, and leaves a report.
 * `npm run chaos` starts it, with CHAOS_SETTINGS.
 */
import { coinBalance } from '../lib/chain.ts';
import { stack } from '../lib/stack.ts';
import { readChain, readRecord } from './books/chain.ts';
import { compareCoin } from './books/coin.ts';
import { compareBooks } from './books/compare.ts';
import { readLedger, readPostings } from './books/ledger.ts';
import { Sums } from './books/sums.ts';
import { readTold } from './books/told.ts';
import { Caller, newTally, type Client } from './caller.ts';
import { Desk } from './desk.ts';
import { bookFirstGas, bookSweeps, COIN } from './gas.ts';
import { gatewayWallets, readGateway } from './gateway.ts';
import { readJournals } from './journal.ts';
import { dealUntil, journalsOf, note, readAssets, signUp, untilCalm } from './people.ts';
import { plant } from './plant.ts';
import { randomOf } from './random.ts';
import { printReport } from './report.ts';
import { settle } from './settle.ts';
import { readSettings } from './settings.ts';

const settings = readSettings();
const tally = newTally();
const say = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};

async function admin(index: 0 | 1): Promise<Caller> {
  const person = settings.admins[index];
  if (person === undefined) throw new Error(`there is no admin ${index}`);
  const caller = new Caller(person, randomOf(`${settings.seed}/admin ${index}`), tally);
  await caller.signIn();
  return caller;
}

/** Base units that were sent for each deal. */
function sentByDeal(): Sums {
  const sums = new Sums();
  for (const { requestId, amountBase } of readTold(readJournals(journalsOf(settings.folder))).sent)
    sums.add(requestId, BigInt(amountBase));
  return sums;
}

say(`signing up ${settings.clients} clients at ${stack.baseUrl}`);
const clients: Client[] = await signUp(settings, tally);
const [first] = clients;
if (first === undefined) throw new Error('nobody signed up');
const assets = await readAssets(first);
const admins = [await admin(0), await admin(1)] as const;
const desk = new Desk(admins);
await bookFirstGas(admins[0]);
desk.start();

note(settings, 'began');
say('dealing');
const dealt = await dealUntil(Date.now() + settings.minutes * 60_000, clients, assets);
say(`${dealt.deals.length} deals were made; waiting for the faults to be over`);
await untilCalm(settings);
say('settling what is open');
const days = await settle({ clients, deals: dealt.deals, desk, assets, sentByDeal });
await desk.stop();
const unexplained = await bookSweeps(admins[0]);

if (settings.plant !== null) await plant(settings, assets);
say('comparing the books');
const state = await readGateway();
const told = readTold(readJournals(journalsOf(settings.folder)));
const addresses = [...(await gatewayWallets()), ...state.invoices.map(({ address }) => address)];
const ledger = readLedger(await readPostings(admins[0]));
const balances = await Promise.all([...new Set(addresses)].map(coinBalance));
const coin = compareCoin(
  ledger,
  COIN,
  balances.reduce((sum, one) => sum + one, 0n),
);
const verdict = compareBooks({
  told,
  ledger,
  chain: await readChain(assets, addresses),
  record: readRecord(state),
  assets: assets.map(({ code }) => code),
});
const report = printReport({ verdict, coin, told, dealt, tally, desk, days });
note(
  settings,
  'report',
  JSON.stringify({ report, differences: [...verdict.differences, ...coin.differences, ...unexplained] }),
);
say(report);
