import type { Language } from '../../../shared/refs.ts';
import type { MailTexts } from './mail-text-types.ts';

/** What a mail says, before it is laid out. Values come from people and are never trusted as markup. */
export interface MailContent {
  readonly subject: string;
  readonly name: string;
  readonly body: string;
  /** Stands for the words in braces, in subject and body. */
  readonly values: Readonly<Record<string, string>>;
  /** Shown large, left to right. */
  readonly code?: string;
  readonly notes?: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly action: { readonly label: string; readonly url: string };
  readonly footer: {
    readonly text: string;
    readonly link: { readonly label: string; readonly url: string } | null;
  };
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const RTL: ReadonlySet<Language> = new Set(['fa', 'ar']);
const HTML_LANGUAGE: Readonly<Record<Language, string>> = {
  en: 'en',
  fa: 'fa',
  ar: 'ar',
  fr: 'fr',
  cn: 'zh-CN',
  vi: 'vi',
};

export const htmlLanguage = (language: Language): string => HTML_LANGUAGE[language];

/** Invisible marks around a value, so that a Latin title keeps its order in a Persian line. */
const isolated = (value: string): string => `\u2068${value}\u2069`;

const fill = (
  text: string,
  values: Readonly<Record<string, string>>,
  wrap: (value: string) => string,
): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : wrap(value);
  });

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

/** Some mail programs ignore style sheets, so every element carries its own. */
const STYLE = {
  body: 'margin:0;padding:24px 12px;background:#f5f1ea;font-family:Inter,Vazirmatn,Tahoma,Arial,sans-serif;color:#1d2b2a',
  card: 'max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e2dbcf;border-radius:12px;padding:24px',
  brand: 'margin:0 0 16px;font-size:20px;font-weight:700;color:#0f5c5a',
  line: 'margin:0 0 16px;font-size:16px;line-height:1.6',
  code: 'margin:0 0 16px;font-size:32px;font-weight:700;letter-spacing:6px;font-variant-numeric:tabular-nums',
  facts: 'margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.6',
  label: 'padding:4px 0;padding-inline-end:16px;color:#5b6665;vertical-align:top',
  fact: 'padding:4px 0;font-weight:600',
  button:
    'display:inline-block;background:#0f5c5a;color:#ffffff;text-decoration:none;border-radius:8px;padding:12px 20px;font-size:16px;font-weight:600',
  footer: 'max-width:560px;margin:16px auto 0;font-size:12px;line-height:1.6;color:#5b6665',
  link: 'color:#0f5c5a',
} as const;

function toHtml(content: MailContent, texts: MailTexts, language: Language): string {
  const bdi = (value: string): string => `<bdi>${escapeHtml(value)}</bdi>`;
  // Texts are ours, but escaped all the same: the braces are filled with markup after that.
  const said = (text: string): string =>
    fill(escapeHtml(text), { ...content.values, name: content.name }, bdi);
  const line = (inner: string): string => `<p style="${STYLE.line}">${inner}</p>`;
  const facts = content.facts.map(
    ({ label, value }) =>
      `<tr><td style="${STYLE.label}">${escapeHtml(label)}</td><td style="${STYLE.fact}">${bdi(value)}</td></tr>`,
  );
  const { link } = content.footer;
  return [
    '<!doctype html>',
    `<html lang="${htmlLanguage(language)}" dir="${RTL.has(language) ? 'rtl' : 'ltr'}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(content.subject)}</title></head>`,
    `<body style="${STYLE.body}"><div style="${STYLE.card}">`,
    `<p style="${STYLE.brand}">Amn</p>`,
    line(said(texts.hello)),
    line(said(content.body)),
    content.code === undefined ? '' : `<p dir="ltr" style="${STYLE.code}">${escapeHtml(content.code)}</p>`,
    ...(content.notes ?? []).map((note) => line(said(note))),
    facts.length === 0 ? '' : `<table role="presentation" style="${STYLE.facts}">${facts.join('')}</table>`,
    `<p style="margin:0"><a href="${escapeHtml(content.action.url)}" style="${STYLE.button}">${escapeHtml(content.action.label)}</a></p>`,
    `</div><p style="${STYLE.footer}">${escapeHtml(content.footer.text)}`,
    link === null
      ? ''
      : ` <a href="${escapeHtml(link.url)}" style="${STYLE.link}">${escapeHtml(link.label)}</a>`,
    '</p></body></html>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function toText(content: MailContent, texts: MailTexts, wrap: (value: string) => string): string {
  const said = (text: string): string => fill(text, { ...content.values, name: content.name }, wrap);
  const { link } = content.footer;
  return [
    said(texts.hello),
    said(content.body),
    ...(content.code === undefined ? [] : [content.code]),
    ...(content.notes ?? []).map(said),
    ...(content.facts.length === 0
      ? []
      : [content.facts.map(({ label, value }) => `${label}: ${wrap(value)}`).join('\n')]),
    `${content.action.label}:\n${content.action.url}`,
    `--\n${content.footer.text}${link === null ? '' : `\n${link.label}: ${link.url}`}`,
  ]
    .join('\n\n')
    .concat('\n');
}

/** Plain text and HTML of the same content. */
export function renderMail(content: MailContent, texts: MailTexts, language: Language): RenderedMail {
  const wrap = RTL.has(language) ? isolated : (value: string) => value;
  const subject = fill(content.subject, content.values, wrap);
  return {
    subject,
    text: toText(content, texts, wrap),
    html: toHtml(
      { ...content, subject: fill(content.subject, content.values, (value) => value) },
      texts,
      language,
    ),
  };
}
