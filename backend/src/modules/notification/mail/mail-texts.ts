import type { Language } from '../../../shared/refs.ts';
import type { MailTexts } from './mail-text-types.ts';
import { ar } from './texts.ar.ts';
import { cn } from './texts.cn.ts';
import { en } from './texts.en.ts';
import { fa } from './texts.fa.ts';
import { fr } from './texts.fr.ts';
import { vi } from './texts.vi.ts';

export const MAIL_TEXTS: Readonly<Record<Language, MailTexts>> = { en, fa, ar, fr, cn, vi };
