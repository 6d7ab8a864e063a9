/**
 * CSV as RFC 4180 has it, safe to be opened in a spreadsheet: a cell that such a program would take for a
 * formula gets an apostrophe in front, which it shows as text.
 */

/** What spreadsheets begin a formula with; the wide forms count in East Asian versions. */
const FORMULA_START = /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export function csvCell(text: string): string {
  const harmless = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A row with the line's end that the format asks for. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Without it spreadsheets take the file for one of the system's old character set, and Persian is lost. */
export const CSV_BOM = '\ufeff';
