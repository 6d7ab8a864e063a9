import type { z } from 'zod';
import { getFileRefs } from '../file/index.ts';
import type { privatePartSchema } from './request.contract.ts';
import { findPrivateContent } from './purchase-request.repository.ts';

export type PrivatePart = z.infer<typeof privatePartSchema>;

/** Address, contact and private files. Who may see them, the caller has found out. */
export async function readPrivatePart(requestId: string): Promise<PrivatePart | null> {
  const content = await findPrivateContent(null, requestId);
  if (!content) return null;
  const { attachmentIds, ...part } = content;
  const files = await getFileRefs(attachmentIds);
  return { ...part, attachments: attachmentIds.flatMap((id) => files.get(id) ?? []) };
}
