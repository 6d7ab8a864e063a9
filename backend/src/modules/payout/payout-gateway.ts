import { gateway, type GatewayPayoutStatus, type GatewayTask } from '../integration/index.ts';
import type { PayoutRecord } from './payout.repository.ts';

export type GatewayAnswer =
  /** It names a transfer; `done` when it says that the payout is final. */
  | { readonly state: 'transfer'; readonly txid: string; readonly done: boolean }
  /** It says that nothing was paid. A machine takes that for unclear, people decide. */
  | { readonly state: 'not_made'; readonly reason: string }
  | { readonly state: 'waiting' };

/** The first line of what the gateway says: never its traceback. */
export const words = (message: unknown): string =>
  typeof message === 'string' ? (message.split('\n', 1)[0] ?? '').slice(0, 200) : '';

/** A task can succeed although the one transfer in it failed: only the task tells. */
function readTask(task: GatewayTask | null): GatewayAnswer {
  if (task?.status === 'FAILURE') {
    return { state: 'not_made', reason: `the task failed: ${words(task.result)}` };
  }
  if (task?.status !== 'SUCCESS' || !Array.isArray(task.result)) return { state: 'waiting' };
  const failed = task.result.find(({ status }) => status !== 'success');
  if (failed) return { state: 'not_made', reason: `the transfer failed: ${words(failed.message)}` };
  const txid = task.result.flatMap(({ txids }) => txids)[0];
  return txid === undefined ? { state: 'waiting' } : { state: 'transfer', txid, done: false };
}

function readStatus(status: GatewayPayoutStatus | null): GatewayAnswer {
  const txid = status?.txid ?? '';
  if (txid !== '') return { state: 'transfer', txid, done: status?.status === 'SUCCESS' };
  if (status?.status === 'FAIL') return { state: 'not_made', reason: 'the gateway says that it failed' };
  return { state: 'waiting' };
}

/** Combines the two records that the gateway keeps, and that do not always agree. A transfer outweighs all. */
export function combine(status: GatewayPayoutStatus | null, task: GatewayTask | null): GatewayAnswer {
  const answers = [readStatus(status), readTask(task)];
  const transfers = answers.filter((answer) => answer.state === 'transfer');
  const [best] = [...transfers].sort((a, b) => Number(b.done) - Number(a.done));
  if (best) return best;
  return answers.find((answer) => answer.state === 'not_made') ?? { state: 'waiting' };
}

/** @throws GatewayError when it does not answer */
export async function readGateway(payout: PayoutRecord): Promise<GatewayAnswer> {
  const [status, task] = await Promise.all([
    gateway().readPayoutStatus(payout.asset, payout.id),
    payout.taskId === null ? null : gateway().readTask(payout.asset, payout.taskId),
  ]);
  return combine(status, task);
}
