import {
  acceptSplit,
  addEvidence,
  assignCase,
  declineProposal,
  getDispute,
  offerSplit,
  propose,
  respond,
  rule,
  sealSplit,
} from '../modules/dispute/index.ts';
import type { Step } from './step.ts';
import type { World } from './world.ts';

type Dispute = Awaited<ReturnType<World['dispute']>>;

/** Something that somebody does in the dispute about a deal. */
const inDispute = (name: string, day: number, act: (dispute: Dispute) => Promise<void>): Step => ({
  day,
  run: async (world) => act(await world.dispute(name)),
});

/** A share of what is held, per cent. */
const share = ({ held }: Dispute, percent: bigint) => ({
  amount: ((BigInt(held.amount) * percent) / 100n).toString(),
  asset: held.asset,
});

/** The kiln sensor: the two do not agree in seven days, and the case waits for a mediator. */
const waiting: Step[] = [
  inDispute('kiln-disputed', 36.6, async ({ disputeId, seller }) => {
    const statement =
      '探头出厂时校准过，误差在规格之内。买家的窑温分布不均，我愿意退还一部分，但工作已经完成。';
    await respond({ disputeId, statement, attachmentIds: [] }, seller);
  }),
  inDispute('kiln-disputed', 38.2, async (dispute) => {
    const { disputeId, buyer } = dispute;
    const text =
      'I tested both probes side by side in the same spot, twice. One reads 1,180 °C, the other 1,100 °C.';
    await addEvidence({ disputeId, evidence: { kind: 'message', text } }, buyer);
    const note = 'I keep the logger and buy a new probe.';
    await offerSplit({ disputeId, buyerGets: share(dispute, 60n), note }, buyer);
  }),
];

/** The identity: both have offered, and the seller has sealed a sum as well. */
const negotiated: Step[] = [
  {
    day: 39.5,
    run: (world) =>
      world.openDispute('identity-disputed', 'buyer', {
        reason: 'incomplete',
        wish: 'split',
        statement:
          'We agreed on a logo, a set of labels and a style sheet. The logo is lovely, but the labels came in one size only and there is no style sheet.',
      }),
  },
  inDispute('identity-disputed', 40.8, async ({ disputeId, seller }) => {
    const statement =
      'راهنمای سبک در قرارداد نبود و برچسب‌ها را در همان اندازه‌ای ساختم که در گفت‌وگوی اول آمده بود. آماده‌ام بخشی از پول را برگردانم.';
    await respond({ disputeId, statement, attachmentIds: [] }, seller);
  }),
  inDispute('identity-disputed', 42.1, async (dispute) => {
    const { disputeId, buyer } = dispute;
    const note = 'Half of it covers the labels, which I have to order elsewhere.';
    await offerSplit({ disputeId, buyerGets: share(dispute, 50n), note }, buyer);
  }),
  inDispute('identity-disputed', 43.2, async (dispute) => {
    const { disputeId, seller } = dispute;
    const note = 'لوگو کامل است و دو بار بازنگری شد.';
    await offerSplit({ disputeId, buyerGets: share(dispute, 25n), note }, seller);
    await sealSplit({ disputeId, least: share(dispute, 65n) }, seller);
  }),
];

/** The guide: the mediator's proposal was declined, she has ruled, and either side may appeal. */
const ruled: Step[] = [
  {
    day: 27,
    run: (world) =>
      world.openDispute('guide-disputed', 'buyer', {
        reason: 'not_as_agreed',
        wish: 'refund',
        statement:
          'Les textes parlent de photographie en extérieur. J’avais demandé un guide de la lumière en studio, et la moitié des chapitres manque.',
      }),
  },
  inDispute('guide-disputed', 28.3, async ({ disputeId, seller }) => {
    const statement = 'كتبتُ ستة فصول من أصل تسعة وفق المخطط الذي وافق عليه المشتري، ويمكن استعمالها كما هي.';
    await respond({ disputeId, statement, attachmentIds: [] }, seller);
  }),
  inDispute('guide-disputed', 36.1, async ({ disputeId, mediator }) => {
    await assignCase({ disputeId, mediatorId: mediator.id }, mediator);
  }),
  inDispute('guide-disputed', 39.8, async (dispute) => {
    const { disputeId, mediator } = dispute;
    const reasons =
      'Six of the nine chapters are there and can be used, three are not. I propose that a third goes back to the buyer.';
    await propose({ disputeId, buyerGets: share(dispute, 33n), reasons }, mediator);
  }),
  inDispute('guide-disputed', 41, async ({ disputeId, seller }) => {
    const { proposal } = await getDispute({ disputeId }, seller);
    if (!proposal) throw new Error('the guide has no proposal');
    await declineProposal({ disputeId, proposalId: proposal.id }, seller);
  }),
  inDispute('guide-disputed', 42.6, async (dispute) => {
    const { disputeId, mediator } = dispute;
    const reasons =
      'The outline that both agreed on has nine chapters. Three were not delivered, and two of the six need work, which the seller’s own note says. Two fifths go back.';
    await rule({ disputeId, buyerGets: share(dispute, 40n), reasons }, mediator);
  }),
];

/** The archive: settled by a split that the other side accepted. */
const settled: Step[] = [
  {
    day: 25,
    run: (world) =>
      world.openDispute('archive-disputed', 'seller', {
        reason: 'no_answer',
        wish: 'split',
        statement: '交付之后买家一直没有答复，也没有说明缺少什么。工作量超出了最初的约定。',
      }),
  },
  inDispute('archive-disputed', 26.2, async ({ disputeId, buyer }) => {
    const statement =
      'J’étais en déplacement. L’outil fonctionne, mais il ne reconnaît pas les fichiers RAW, qui font la moitié de mes archives.';
    await respond({ disputeId, statement, attachmentIds: [] }, buyer);
  }),
  inDispute('archive-disputed', 27.1, async (dispute) => {
    const { disputeId, seller, buyer } = dispute;
    const note = 'RAW 文件的部分我退给您。';
    await offerSplit({ disputeId, buyerGets: share(dispute, 30n), note }, seller);
    const open = (await getDispute({ disputeId }, buyer)).splits.find(({ status }) => status === 'open');
    if (!open) throw new Error('nothing was offered about the archive');
    await acceptSplit({ disputeId, splitId: open.id }, buyer);
  }),
];

export const DISPUTE_STEPS: readonly Step[] = [...waiting, ...negotiated, ...ruled, ...settled];
