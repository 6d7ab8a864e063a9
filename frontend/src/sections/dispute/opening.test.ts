import type { Deal } from '@/actions/deal';
import { bodyOf, disputable, isAnswered, questionsFor, reasonsOf, type Answers } from './opening';

const answers: Answers = {
  milestoneId: 'a'.repeat(24),
  reason: 'incomplete',
  statement: 'Two of the five files are missing.',
  attachmentIds: ['f'.repeat(24)],
  wish: 'split',
};
const deal = (...abilities: string[][]) =>
  ({ contract: { milestones: abilities.map((own, id) => ({ id, abilities: own })) } }) as unknown as Deal;

it('asks which milestone only where there are several that can be disputed', () => {
  expect(questionsFor([1])).not.toContain('milestone');
  expect(questionsFor([1, 2])[0]).toBe('milestone');
});

it('offers only the milestones that the API lets be disputed', () => {
  const found = disputable(deal(['deliver', 'dispute'], ['approve'], [], ['dispute']));
  expect(found.map(({ id }) => id)).toEqual([0, 3]);
});

it('goes on only with an answer', () => {
  for (const question of ['milestone', 'reason', 'statement', 'wish', 'review'] as const) {
    expect(isAnswered(question, answers)).toBe(true);
  }
  const none: Answers = {
    milestoneId: null,
    reason: null,
    statement: 'Too short',
    attachmentIds: [],
    wish: null,
  };
  for (const question of ['milestone', 'reason', 'statement', 'wish'] as const) {
    expect(isAnswered(question, none)).toBe(false);
  }
  expect(isAnswered('statement', { ...answers, statement: `   ${'x'.repeat(10)}           ` })).toBe(false);
});

it('sends nothing while a question is open', () => {
  expect(bodyOf('r', answers)).toEqual({ requestId: 'r', ...answers });
  for (const open of ['milestoneId', 'reason', 'wish'] as const) {
    expect(bodyOf('r', { ...answers, [open]: null })).toBeNull();
  }
  expect(bodyOf('r', { ...answers, statement: 'short' })).toBeNull();
});

it('lists reasons that somebody of that side may have', () => {
  expect(reasonsOf('seller')).not.toContain('not_delivered');
  expect(reasonsOf('buyer')).toContain('other');
});
