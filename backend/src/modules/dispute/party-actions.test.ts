import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import {
  atDesk,
  caseIn,
  decision,
  deskPeople,
  HALF,
  party,
  partyDoes,
  proposalOf,
  readCase,
  readDispute,
  REASONS,
  setDisputeStage,
  STATEMENT,
  type Case,
  type LiveStatus,
} from '../../testing/dispute-stage.ts';
import { expectError } from '../../testing/expect-envelope.ts';
import { person } from '../../testing/marketplace.ts';
import { rememberDeals } from '../../testing/rewind.ts';
import { database } from '../../platform/mongo.ts';

/** Every status, every act and everybody, over the API. The buyer opened, the seller answers. */
type Status = LiveStatus | 'settled' | 'withdrawn';
type Who = 'buyer' | 'seller' | 'mediator' | 'otherMediator' | 'admin';

interface Act {
  readonly name: string;
  readonly call: (at: Case, by: TestActor | null) => Promise<Response>;
  /** Who may, by status, with nothing open but what the status brings. */
  readonly legal: Partial<Record<Status, readonly Who[]>>;
  /** False when it can be repeated by others in the same dispute. */
  readonly once?: false;
}

/** Each case is taken on its way by the API. */
const PATIENCE_MS = 180_000;

const both = ['buyer', 'seller'] as const;
const live = (who: readonly Who[]): Act['legal'] => ({
  awaiting_response: who,
  negotiation: who,
  mediation: who,
  proposed: who,
  ruled: who,
  appealed: who,
});
const ID = '0123456789abcdef01234567';

const ACTS: readonly Act[] = [
  {
    name: 'response',
    call: (at, by) => party(at, 'response', by, STATEMENT),
    legal: { awaiting_response: ['seller'] },
  },
  {
    name: 'evidence by a party',
    once: false,
    call: (at, by) => party(at, 'evidence', by, { evidence: { kind: 'message', text: 'Look.' } }),
    // Before mediation nobody is the mediator.
    legal: {
      ...live(both),
      mediation: [...both, 'mediator'],
      proposed: [...both, 'mediator'],
      ruled: [...both, 'mediator'],
      appealed: [...both, 'mediator'],
    },
  },
  {
    name: 'splits',
    once: false,
    call: (at, by) => party(at, 'splits', by, { buyerGets: HALF }),
    legal: live(both),
  },
  {
    name: 'sealed-split',
    call: (at, by) => party(at, 'sealed-split', by, { least: HALF }),
    legal: live(both),
  },
  {
    name: 'proposal/accept',
    call: async (at, by) => party(at, 'proposal/accept', by, await seenProposal(at)),
    legal: { proposed: both },
  },
  {
    name: 'proposal/decline',
    call: async (at, by) => party(at, 'proposal/decline', by, await seenProposal(at)),
    legal: { proposed: both },
  },
  {
    name: 'appeal',
    call: (at, by) => party(at, 'appeal', by, { reasons: REASONS }),
    legal: { ruled: both },
  },
  { name: 'appeal/waive', call: (at, by) => party(at, 'appeal/waive', by), legal: { ruled: both } },
  {
    name: 'withdrawal',
    call: (at, by) => party(at, 'withdrawal', by),
    legal: {
      awaiting_response: ['buyer'],
      negotiation: ['buyer'],
      mediation: ['buyer'],
      proposed: ['buyer'],
    },
  },
  { name: 'withdrawal/confirm', call: (at, by) => party(at, 'withdrawal/confirm', by), legal: {} },
  { name: 'withdrawal/decline', call: (at, by) => party(at, 'withdrawal/decline', by), legal: {} },
];

const DESK_ACTS: readonly Act[] = [
  {
    name: 'notes',
    once: false,
    call: (at, by) => atDesk(at, 'notes', by, { text: 'Ask for the files.' }),
    legal: {
      ...live(['admin']),
      mediation: ['mediator', 'admin'],
      proposed: ['mediator', 'admin'],
      ruled: ['mediator', 'admin'],
      appealed: ['mediator', 'admin'],
    },
  },
  {
    name: 'proposal',
    call: (at, by) => atDesk(at, 'proposal', by, decision()),
    legal: { mediation: ['mediator'] },
  },
  // Nobody has declined yet.
  { name: 'ruling', call: (at, by) => atDesk(at, 'ruling', by, decision()), legal: {} },
  {
    name: 'appeal-decision',
    call: (at, by) => atDesk(at, 'appeal-decision', by, decision()),
    legal: { appealed: ['mediator'] },
  },
];

/** What is to be seen, or an id that is nobody's where there is none. */
const seenProposal = async (at: Case) => {
  const { proposalId } = await proposalOf(at);
  return { proposalId: proposalId === '' ? ID : proposalId };
};

const STATUSES: readonly Status[] = [
  'awaiting_response',
  'negotiation',
  'mediation',
  'proposed',
  'ruled',
  'appealed',
  'settled',
  'withdrawn',
];

let stranger: TestActor;

beforeAll(async () => {
  await setDisputeStage({ relay: false });
  stranger = await person('Stranger');
});

async function caseThatIs(status: Status): Promise<Case> {
  if (status === 'settled') {
    const at = await caseIn('negotiation');
    const { splits } = await partyDoes(at, 'splits', at.seller, { buyerGets: HALF });
    await partyDoes(at, `splits/${splits[0]?.id ?? ''}/accept`, at.buyer);
    return at;
  }
  if (status === 'withdrawn') {
    const at = await caseIn('negotiation');
    await partyDoes(at, 'withdrawal', at.buyer);
    await partyDoes(at, 'withdrawal/confirm', at.seller);
    return at;
  }
  return caseIn(status);
}

function peopleOf(at: Case, status: Status): Record<Who, TestActor> {
  const { mediator, second, admin } = deskPeople();
  const swapped = status === 'appealed';
  return {
    buyer: at.buyer,
    seller: at.seller,
    mediator: swapped ? second : mediator,
    otherMediator: swapped ? mediator : second,
    admin,
  };
}

const WRITTEN = [
  'disputes',
  'dispute_evidence',
  'dispute_notes',
  'dispute_sealed_splits',
  'purchase_requests',
  'contracts',
  'ledger_postings',
];
const everything = () =>
  Promise.all(WRITTEN.map((name) => database().collection(name).find().sort({ _id: 1 }).toArray()));

const REFUSED = ['INVALID_TRANSITION', 'FORBIDDEN', 'NOT_FOUND'];
const codeOf = ({ body }: Response): string =>
  (body as { success: boolean; error?: { code: string } }).error?.code ?? 'done';

describe.each(STATUSES)('a dispute that is %s', (status) => {
  it(
    'refuses everybody what they may not do, and writes nothing',
    async () => {
      const at = await caseThatIs(status);
      const people = peopleOf(at, status);
      const before = await everything();
      for (const { name, call, legal } of [...ACTS, ...DESK_ACTS]) {
        const isDesk = DESK_ACTS.some((act) => act.name === name);
        expectError(await call(at, null), 'UNAUTHENTICATED');
        expectError(
          await call(at, await signInAs({ id: at.buyer.id, emailVerified: false })),
          isDesk ? 'FORBIDDEN' : 'EMAIL_NOT_VERIFIED',
        );
        expectError(await call(at, stranger), isDesk ? 'FORBIDDEN' : 'NOT_FOUND');
        for (const [who, actor] of Object.entries(people) as [Who, TestActor][]) {
          if (legal[status]?.includes(who) === true) continue;
          const code = codeOf(await call(at, actor));
          expect({ name, who, refused: REFUSED.includes(code), code }).toEqual({
            name,
            who,
            refused: true,
            code,
          });
          // To whoever is no party a party's act does not exist, and the other way round.
          if (!isDesk && !both.some((side) => side === who) && name !== 'evidence by a party')
            expect([name, who, code]).toEqual([name, who, 'NOT_FOUND']);
          if (isDesk && both.some((side) => side === who))
            expect([name, who, code]).toEqual([name, who, 'FORBIDDEN']);
        }
      }
      expect(await everything()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'allows the rest',
    async () => {
      const at = await caseThatIs(status);
      const putBack = await rememberDeals();
      for (const { name, call, legal, once = true } of [...ACTS, ...DESK_ACTS]) {
        for (const who of legal[status] ?? []) {
          const code = codeOf(await call(at, peopleOf(at, status)[who]));
          expect([name, who, code]).toEqual([name, who, 'done']);
          if (once) await putBack();
        }
        if (!once) await putBack();
      }
    },
    PATIENCE_MS,
  );
});

describe('buttons', () => {
  const table: readonly [LiveStatus, Who, readonly string[]][] = [
    ['awaiting_response', 'buyer', ['addEvidence', 'offerSplit', 'sealSplit', 'offerWithdrawal']],
    ['awaiting_response', 'seller', ['respond', 'addEvidence', 'offerSplit', 'sealSplit']],
    ['mediation', 'buyer', ['addEvidence', 'offerSplit', 'sealSplit', 'offerWithdrawal']],
    ['proposed', 'seller', ['addEvidence', 'offerSplit', 'sealSplit', 'acceptProposal', 'declineProposal']],
    ['ruled', 'seller', ['addEvidence', 'offerSplit', 'sealSplit', 'appeal', 'waiveAppeal']],
    ['appealed', 'buyer', ['addEvidence', 'offerSplit', 'sealSplit']],
  ];
  it.each(table)('%s, %s', async (status, who, abilities) => {
    const at = await caseIn(status);
    expect((await readDispute(at, peopleOf(at, status)[who])).abilities).toEqual(abilities);
  });

  it('of the desk', async () => {
    const { mediator, second, admin } = deskPeople();
    const at = await caseIn('mediation');
    const abilitiesFor = async (actor: TestActor) => (await readCase(at, actor)).dispute.abilities;
    expect(await abilitiesFor(mediator)).toEqual(['addEvidence', 'reassign', 'addNote', 'propose']);
    expect(await abilitiesFor(second)).toEqual([]);
    expect(await abilitiesFor(admin)).toEqual(['reassign', 'addNote']);
  });
});
