import type { Deadline } from '../../platform/deadline.ts';
import { findOrphans, removeOrphan } from './file.service.ts';

/** Goes by wall time whatever the business clock says: a moved clock must not empty the form being filled in. */
export const fileDeadlines: readonly Deadline[] = [
  {
    name: 'file.orphan',
    findOverdue: (_at, limit) => findOrphans(limit),
    act: removeOrphan,
    timers: [
      {
        name: 'an uploaded file that was never used',
        silence: 'it is deleted',
        reminder: { none: 'the form it was for was left' },
      },
    ],
  },
];
