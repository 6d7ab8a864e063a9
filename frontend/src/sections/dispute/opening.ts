import type { Deal } from '@/actions/deal';
import type { DisputeReason, DisputeWish, OpenDisputeBody, Party } from '@/actions/disputes';

/** One question after the other. */
export const QUESTIONS = ['milestone', 'reason', 'statement', 'wish', 'review'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What was answered so far. */
export interface Answers {
  readonly milestoneId: string | null;
  readonly reason: DisputeReason | null;
  readonly statement: string;
  readonly attachmentIds: readonly string[];
  readonly wish: DisputeWish | null;
}

type DealMilestone = Deal['contract']['milestones'][number];

export const STATEMENT = { min: 20, max: 4000 } as const;

/** Milestones that can be brought into dispute now: those whose money is still in escrow, and not frozen already. */
export const disputable = ({ contract }: Pick<Deal, 'contract'>): DealMilestone[] =>
  contract.milestones.filter(({ abilities }) => abilities.includes('dispute'));

/** Where there is one milestone, which one is no question. */
export const questionsFor = (milestones: readonly unknown[]): readonly Question[] =>
  QUESTIONS.filter((question) => question !== 'milestone' || milestones.length > 1);

/** Reasons of each side, the likeliest first; the seller's is mostly that nobody answers. */
export const reasonsOf = (role: Party): readonly DisputeReason[] =>
  role === 'buyer'
    ? ['not_as_agreed', 'incomplete', 'not_delivered', 'late', 'no_answer', 'other']
    : ['no_answer', 'not_as_agreed', 'other'];

/** Whether a question has its answer, so that the next one can be asked. */
export function isAnswered(question: Question, answers: Answers): boolean {
  switch (question) {
    case 'milestone':
      return answers.milestoneId !== null;
    case 'reason':
      return answers.reason !== null;
    case 'statement': {
      const { length } = answers.statement.trim();
      return length >= STATEMENT.min && length <= STATEMENT.max;
    }
    case 'wish':
      return answers.wish !== null;
    case 'review':
      return true;
  }
}

/** What is sent; null while a question is open. */
export function bodyOf(requestId: string, answers: Answers): OpenDisputeBody | null {
  const { milestoneId, reason, wish, statement, attachmentIds } = answers;
  if (milestoneId === null || reason === null || wish === null) return null;
  if (!isAnswered('statement', answers)) return null;
  return {
    requestId,
    milestoneId,
    reason,
    wish,
    statement: statement.trim(),
    attachmentIds: [...attachmentIds],
  };
}
