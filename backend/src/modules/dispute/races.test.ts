import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  ask,
  caseIn,
  deskPeople,
  atDesk,
  decision,
  openingBody,
  party,
  partyDoes,
  readDispute,
  setDisputeStage,
  makeDue,
  sum,
  timerActs,
} from '../../testing/dispute-stage.ts';
import {
  act,
  approvalOf,
  booksOf,
  dealIn,
  FEE_BASE,
  postedFor,
  PRICE_BASE,
  readDeal,
} from '../../testing/escrow-stage.ts';
import { codeOf, expectOneWinner, mayLose, race, RACE_PATIENCE_MS, ROUNDS } from '../../testing/races.ts';
import { disputeDeadlines } from './dispute.deadlines.ts';

beforeAll(() => setDisputeStage({ relay: false }));

const REFUNDED = { escrow: 0n, seller: 0n, buyer: PRICE_BASE };
const RELEASED = { escrow: 0n, seller: PRICE_BASE - FEE_BASE, buyer: 0n };
const HELD = { escrow: PRICE_BASE, seller: 0n, buyer: 0n };

describe('approving and disputing at one moment', () => {
  it(
    `ends in one of the two, ${ROUNDS} times`,
    () =>
      race({
        replayed: true,
        stage: async () => {
          const deal = await dealIn('delivered');
          return { deal, approval: await approvalOf(deal), opening: await openingBody(deal) };
        },
        rivals: ({ deal, approval, opening }, round) => [
          async () => codeOf(await act(deal, 'approve', deal.buyer, approval)),
          async () => codeOf(await ask('/api/disputes', deal[round % 4 < 2 ? 'seller' : 'buyer'], opening)),
        ],
        verdict: async ({ deal }, codes) => {
          expectOneWinner(codes);
          const { status } = await readDeal(deal);
          expect(status).toBe(codes[0] === 'done' ? 'completed' : 'disputed');
          expect(await booksOf(deal)).toEqual(status === 'completed' ? RELEASED : HELD);
        },
      }),
    RACE_PATIENCE_MS,
  );
});

describe('everything to the seller and everything to the buyer at one moment', () => {
  it(
    `pays out once, ${ROUNDS} times`,
    () =>
      race({
        replayed: true,
        stage: async () => {
          const at = await caseIn('negotiation');
          const toSeller = await partyDoes(at, 'splits', at.buyer, { buyerGets: sum(0) });
          const toBuyer = await partyDoes(at, 'splits', at.seller, { buyerGets: sum(PRICE_BASE) });
          return { at, release: toSeller.splits.at(-1)?.id ?? '', refund: toBuyer.splits.at(-1)?.id ?? '' };
        },
        rivals: ({ at, release, refund }) => [
          async () => codeOf(await party(at, `splits/${release}/accept`, at.seller)),
          async () => codeOf(await party(at, `splits/${refund}/accept`, at.buyer)),
        ],
        verdict: async ({ at }, codes) => {
          expectOneWinner(codes);
          const posted = (await postedFor(at)).filter((event) => event !== 'deposit' && event !== 'fund');
          expect(posted).toEqual([codes[0] === 'done' ? 'release' : 'refund']);
          expect(await booksOf(at)).toEqual(posted[0] === 'release' ? RELEASED : REFUNDED);
        },
      }),
    RACE_PATIENCE_MS,
  );
});

describe('an appeal decided and a split accepted at one moment', () => {
  it('pays out once', async () => {
    const { second } = deskPeople();
    const at = await caseIn('appealed');
    const offered = await partyDoes(at, 'splits', at.seller, { buyerGets: sum(PRICE_BASE) });
    const answers = await Promise.all([
      atDesk(at, 'appeal-decision', second, decision(sum(0))),
      party(at, `splits/${offered.splits[0]?.id ?? ''}/accept`, at.buyer),
    ]);
    expectOneWinner(answers.map(codeOf));
    const { status } = await readDispute(at);
    expect(await booksOf(at)).toEqual(status === 'final' ? RELEASED : REFUNDED);
  });
});

describe('two sealed sums at one moment', () => {
  it('see each other', async () => {
    for (const leaves of [true, false]) {
      const at = await caseIn('negotiation');
      const answers = await Promise.all([
        party(at, 'sealed-split', at.buyer, { least: sum(30_000_000) }),
        party(at, 'sealed-split', at.seller, { least: sum(leaves ? 50_000_000 : 90_000_000) }),
      ]);
      expect(answers.map(codeOf)).toEqual(['done', 'done']);
      expect((await readDispute(at)).status).toBe(leaves ? 'settled' : 'negotiation');
    }
  });
});

describe('the timer and a person at one moment', () => {
  it('take one step', async () => {
    const at = await caseIn('ruled');
    await makeDue(at);
    const job = () => Promise.all(disputeDeadlines.map(({ act: run }) => run(at.disputeId)));
    const [answer] = await Promise.all([
      party(at, 'appeal', at.buyer, { reasons: 'The third file was there all along, see above.' }),
      mayLose(job()),
      mayLose(job()),
    ]);
    const { status } = await readDispute(at);
    expect(status).toBe(codeOf(answer) === 'done' ? 'appealed' : 'final');
    const posted = (await postedFor(at)).filter((event) => event === 'split');
    expect(posted).toHaveLength(status === 'final' ? 1 : 0);
  });
});

describe('two people at the desk', () => {
  it('do not both get a case', async () => {
    const { mediator, second } = deskPeople();
    const at = await caseIn('negotiation');
    await timerActs(at);
    const answers = await Promise.all(
      [mediator, second].map((person) => atDesk(at, 'assign', person, { mediatorId: person.id })),
    );
    expectOneWinner(answers.map(codeOf));
  });
});
