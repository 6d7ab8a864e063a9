/** Kinds of files people may exchange, known by their first bytes. */

const starts = (head: Buffer, ...bytes: number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);
const ascii = (head: Buffer, from: number, text: string): boolean =>
  head.subarray(from, from + text.length).toString('latin1') === text;

const ZIP_TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const HTML_LIKE = /^\s*(<!doctype|<html|<head|<script|<svg|<\?xml|<body|<iframe)/i;

function sniffText(head: Buffer, extension: string): string | null {
  if (head.length === 0 || head.includes(0)) return null;
  try {
    // As a stream, since the last character may be cut in the middle.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    if (HTML_LIKE.test(text)) return null;
  } catch {
    return null;
  }
  return extension === 'csv' ? 'text/csv' : 'text/plain';
}

/**
 * The media type of a file, or null when it is of no accepted kind. Anything a browser would run (HTML, SVG,
 * scripts) is refused; plain text is served as text only.
 */
export function sniffMimeType(head: Buffer, name: string): string | null {
  const extension = extensionOf(name);
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (ascii(head, 0, 'GIF87a') || ascii(head, 0, 'GIF89a')) return 'image/gif';
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP')) return 'image/webp';
  if (ascii(head, 0, '%PDF-')) return 'application/pdf';
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return ZIP_TYPES[extension] ?? 'application/zip';
  return sniffText(head, extension);
}
