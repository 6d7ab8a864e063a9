import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { ApiError } from '@/lib/api-error';

/**
 * Puts what the API refused beside the fields, e.g. path `budgetMax.amount` beside the field `budgetMax`.
 * @returns whether every problem found its field; otherwise show the error above the form as well.
 */
export function applyApiError<T extends FieldValues>(
  form: Pick<UseFormReturn<T>, 'setError' | 'getValues'>,
  error: unknown,
): boolean {
  if (!(error instanceof ApiError) || error.fields.length === 0) return false;
  const names = namesOf(form.getValues());
  let all = true;
  for (const { path, message } of error.fields) {
    const inBody = path.replace(/^body\./, '');
    const name = names.find((known) => inBody === known || inBody.startsWith(`${known}.`));
    if (name) form.setError(name as FieldPath<T>, { type: 'api', message });
    else all = false;
  }
  return all;
}

/** Names of all fields: those of a group stand after it, `privatePart.contact`. Lists are one field. */
function namesOf(values: object, prefix = ''): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? namesOf(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
