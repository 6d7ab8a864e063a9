/** Days and minutes in the reader's own time, as a date's field and an address write them: no zone stands in them. */

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment → `2026-03-01`. */
export const toLocalDay = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** A moment → `2026-03-01T09:30`. */
export const toLocalMinute = (at: Date): string =>
  `${toLocalDay(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** Either of them → the moment, of a day its first; null for what is neither. */
export function fromLocal(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return null;
  const at = new Date(text.includes('T') ? text : `${text}T00:00:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}
