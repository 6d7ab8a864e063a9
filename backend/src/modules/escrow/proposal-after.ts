import type { MilestoneDocument, ProposalDocument } from './escrow.model.ts';
import { isOpen } from './escrow.milestones.ts';
import { milestoneAllows } from './escrow.policy.ts';

type Parts = readonly Pick<MilestoneDocument, '_id' | 'status'>[];

/**
 * An open proposal after milestones have changed. It stands only as long as agreeing to it means what it meant
 * when it was made: an extension until its milestone is delivered, a cancellation of one as long as its money
 * waits undisputed, one of everything until any money has moved or stands in dispute.
 */
export function proposalAfter(
  proposal: ProposalDocument,
  before: Parts,
  after: Parts,
): ProposalDocument | null {
  const { kind, milestoneId } = proposal;
  if (milestoneId === null) {
    const openBefore = before.filter(({ status }) => isOpen(status)).length;
    const stands =
      after.filter(({ status }) => isOpen(status) && status !== 'disputed').length === openBefore;
    return stands ? proposal : null;
  }
  const about = after.find(({ _id }) => _id.equals(milestoneId));
  const action = kind === 'extension' ? 'extend' : 'agreeCancel';
  return about && milestoneAllows(action, about.status) ? proposal : null;
}
