import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './say.ts';

/** A process told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it began, in whatever words the system uses; only ever compared for equality. */
  began: string;
}

function beganOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces, so fields are counted from its end: state is the first there.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19] ?? ''}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}

/** When the process began, or undefined where no such process runs. */
export function beganAt(pid: number): string | undefined {
  if (process.platform === 'linux') return beganOnLinux(pid);
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    // ps ends with 1 where no process has this number.
    return undefined;
  }
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const began = beganAt(pid);
  return began === undefined ? undefined : { pid, began };
}

export function isAlive({ pid, began }: ProcessIdentity): boolean {
  return beganAt(pid) === began;
}

/** Sends a signal to the whole process group led by `pid`; says whether there was one. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}

/** Waits until the process is gone; false where it still runs after `timeoutMs`. */
export async function untilGone(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await sleep(50);
  }
  return true;
}

/** Asks a process group to end, and ends it by force where it has not after `graceMs`. */
export async function endGroup(identity: ProcessIdentity, graceMs: number): Promise<void> {
  if (isAlive(identity)) signalGroup(identity.pid, 'SIGTERM');
  await untilGone(identity, graceMs);
  // Also where the leader went in time: what it had started may have outlived it.
  signalGroup(identity.pid, 'SIGKILL');
}
