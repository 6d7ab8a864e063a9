/** The generated query keys are `[{ _id: operation, path, query, … }]`. */
interface GeneratedKey {
  readonly _id: string;
  readonly path?: Readonly<Record<string, unknown>>;
}

export function isGeneratedKey(key: unknown): key is GeneratedKey {
  return typeof key === 'object' && key !== null && typeof (key as { _id?: unknown })._id === 'string';
}
