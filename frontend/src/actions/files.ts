import type { FileRef } from '@/lib/api/types.gen';
import { sdk } from '@/lib/sdk';

/** Long enough for 10 MB on a slow line. */
const UPLOAD_TIMEOUT_MS = 10 * 60_000;

/** Uploads one file, telling how far it is; only its uploader sees it until it is attached to something. */
export async function uploadFileAction(
  file: File,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<FileRef> {
  const { uploadFile } = await sdk();
  const { data } = await uploadFile({
    body: { file },
    signal: options.signal,
    timeout: UPLOAD_TIMEOUT_MS,
    onUploadProgress: ({ progress }) => {
      options.onProgress(progress ?? 0);
    },
  });
  return data;
}

/** Where the bytes of a file are, for those who may see it. */
export function fileHref(fileId: string): string {
  return `/api/files/${encodeURIComponent(fileId)}`;
}

/** Fetches a file with the person's own right to it, and hands it to the browser to keep. */
export async function downloadFileAction({ id, name }: Pick<FileRef, 'id' | 'name'>): Promise<void> {
  const { downloadFile } = await sdk();
  const { data } = await downloadFile({ path: { fileId: id } });
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox reads it a moment later.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
