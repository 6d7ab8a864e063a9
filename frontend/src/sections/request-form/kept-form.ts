import { valuesSchema, type Values } from './schema';

/**
 * What somebody is writing, kept in this tab so that a reload or a way back loses nothing. Per person and per draft;
 * with the version of the draft it was written on, since words on top of other words would undo those.
 */
export interface KeptForm {
  readonly values: Values;
  readonly version: number | null;
}

export const keptFormName = (userId: string, requestId: string | null): string =>
  `amn.request-form.${userId}.${requestId ?? 'new'}`;

export function readKept(name: string, version: number | null): Values | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<KeptForm> | null;
    if (kept?.version !== version) return null;
    // An earlier release may have kept something else.
    const parsed = valuesSchema.safeParse(kept.values);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function keep(name: string, form: KeptForm): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(form));
  } catch {
    // Storage is full or forbidden: nothing is kept, the form itself works on.
  }
}

export function forget(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept either.
  }
}
