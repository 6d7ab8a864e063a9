/**
 * Tables of transitions. A process is pure data; guards, abilities, diagrams and the exhaustive test read it.
 */

/** B buyer, S seller, M mediator, A admin, T timer, G gateway or chain verifier. */
export type ActorRole = 'buyer' | 'seller' | 'mediator' | 'admin' | 'timer' | 'gateway';

/** The two sides of a deal. */
export type PartyRole = Extract<ActorRole, 'buyer' | 'seller'>;

export interface Transition<S extends string, A extends string> {
  readonly action: A;
  readonly from: readonly S[];
  /** Where the whole has several parts: the row may be taken in these as well, when it names one of them. */
  readonly alsoFrom?: readonly S[];
  /** `same` keeps the status (an extension, say); the version still moves on. */
  readonly to: S | 'same';
  /** Where else it may lead; the caller says when it is not `to`. */
  readonly alternatives?: readonly S[];
  readonly by: readonly ActorRole[];
  /** The timer takes this row so long (ms) after the status was entered, unless somebody acted before. */
  readonly afterMs?: number;
  /** The ledger event this transition posts, if any. */
  readonly posting?: string;
  /** Names of the socket events it emits. */
  readonly events: readonly string[];
  /** What it emits instead, once for each part, when it acts on some of several. */
  readonly partEvents?: readonly string[];
  readonly note?: string;
}

export interface Process<S extends string, A extends string> {
  readonly name: string;
  readonly initial: S;
  readonly statuses: readonly S[];
  readonly final: readonly S[];
  readonly transitions: readonly Transition<S, A>[];
}

/** Every status a row may lead to; none when it keeps the one there is. */
export const targetsOf = <S extends string, A extends string>(row: Transition<S, A>): S[] => [
  ...(row.to === 'same' ? [] : [row.to]),
  ...(row.alternatives ?? []),
];

/**
 * Proves a table at boot: every status known and reachable, every non-final one has a way out, no two rows
 * for one (action, from).
 * @throws Error naming the first fault.
 */
export function proveProcess<S extends string, A extends string>(process: Process<S, A>): Process<S, A> {
  const known = new Set<string>(process.statuses);
  const reached = new Set<string>([process.initial]);
  const seen = new Set<string>();
  const fail = (what: string): never => {
    throw new Error(`process ${process.name}: ${what}`);
  };
  for (const row of process.transitions) {
    if (row.from.length === 0 || row.by.length === 0) fail(`${row.action} has no from or no actor`);
    if (row.afterMs !== undefined && !row.by.includes('timer')) fail(`${row.action} has a time but no timer`);
    const sources = [...row.from, ...(row.alsoFrom ?? [])];
    for (const status of [...sources, ...targetsOf(row)]) {
      if (!known.has(status)) fail(`${row.action} names the unknown status ${status}`);
    }
    for (const from of sources) {
      if (process.final.includes(from)) fail(`${row.action} leaves the final status ${from}`);
      const key = `${row.action}/${from}`;
      if (seen.has(key)) fail(`two rows for ${key}`);
      seen.add(key);
    }
  }
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const row of process.transitions) {
      if (row.from.some((from) => reached.has(from))) for (const to of targetsOf(row)) reached.add(to);
    }
    grew = reached.size > before;
  }
  for (const status of process.statuses) {
    if (!reached.has(status)) fail(`${status} is unreachable`);
    const leaves = process.transitions.some((row) => row.from.includes(status) && targetsOf(row).length > 0);
    if (!process.final.includes(status) && !leaves) fail(`${status} is a dead end but not final`);
  }
  return process;
}

/**
 * The row for an action from a status by an actor, or undefined when the table has none.
 * @param ofPart whether it acts on one part of the whole, so that `alsoFrom` counts
 */
export function findTransition<S extends string, A extends string>(
  process: Process<S, A>,
  action: A,
  from: S,
  by: ActorRole,
  ofPart = false,
): Transition<S, A> | undefined {
  return process.transitions.find(
    (row) =>
      row.action === action &&
      (row.from.includes(from) || (ofPart && row.alsoFrom?.includes(from) === true)) &&
      row.by.includes(by),
  );
}

/** What the timer does by itself in a status, and how long (ms) after it was entered. */
export function timersOf<S extends string, A extends string>(
  process: Process<S, A>,
  status: S,
): { readonly action: A; readonly afterMs: number }[] {
  return process.transitions.flatMap(({ action, from, afterMs }) =>
    afterMs !== undefined && from.includes(status) ? [{ action, afterMs }] : [],
  );
}

/** Actions an actor may take from a status, in the table's order. */
export function actionsFor<S extends string, A extends string>(
  process: Process<S, A>,
  from: S,
  by: ActorRole,
): A[] {
  return [
    ...new Set(
      process.transitions.filter((r) => r.from.includes(from) && r.by.includes(by)).map((r) => r.action),
    ),
  ];
}
