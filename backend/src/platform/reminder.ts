/** What people are told before something happens by itself. */
export interface Reminder {
  /** Name of the event that tells it, and of the notification that it makes. */
  readonly event: string;
  /** Whose turn it is, in words. */
  readonly to: string;
  /** How long (ms) before it happens, the longest first. */
  readonly beforeMs: readonly number[];
  /** Also in the middle of the time that there is. */
  readonly halfWay?: boolean;
}

/** Something that happens by itself. A kind of deadline says of each whom it reminds, or why nobody. */
export interface Timer {
  /** Process and row of its table, `PurchaseRequest.expire`; where there is no such table, what it is about. */
  readonly name: string;
  /** What happens when nobody acts. */
  readonly silence: string;
  readonly reminder: Reminder | { readonly none: string };
}

/** Timers of a kind of deadline that there are reminders of, by the action that the timer takes. */
export type Timers<A extends string> = Readonly<Record<A, Timer>>;

/**
 * The times of a timer's reminders, earliest first: those that come after `from`, so that nothing is said at once of
 * a time that is shorter than the reminder's own.
 */
export function reminderTimes({ reminder }: Timer, from: Date, at: Date): Date[] {
  if ('none' in reminder) return [];
  const { beforeMs, halfWay = false } = reminder;
  const all = [...(halfWay ? [(at.getTime() - from.getTime()) / 2] : []), ...beforeMs];
  const times = all.map((ms) => at.getTime() - ms).filter((time) => time > from.getTime());
  return [...new Set(times)].sort((a, b) => a - b).map((time) => new Date(time));
}
