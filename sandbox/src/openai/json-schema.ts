import { errors } from './api-error.ts';

/** The part of JSON Schema that strict structured outputs accept. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** `#/$defs/Name` or `#/definitions/Name`. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** Puts what a schema refers to in its place. @throws ApiError 400 for a reference that leads nowhere */
export function inline(schema: JsonSchema, root: JsonSchema = schema, depth = 0): JsonSchema {
  if (depth > 10) throw errors.badSchema('schema', 'schema', '', 'it is nested deeper than 10 levels.');
  if (schema.$ref !== undefined) {
    const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(schema.$ref)?.[1] ?? '';
    const found = root.$defs?.[name] ?? root.definitions?.[name];
    if (!found)
      throw errors.badSchema(
        'schema',
        'schema',
        '',
        `reference can only point to definitions defined at the top level, got ${schema.$ref}.`,
      );
    return inline(found, root, depth + 1);
  }
  const deeper = (inner: JsonSchema): JsonSchema => inline(inner, root, depth + 1);
  return {
    ...schema,
    ...(schema.items ? { items: deeper(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(deeper) } : {}),
    ...(schema.properties
      ? {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([key, inner]) => [key, deeper(inner)]),
          ),
        }
      : {}),
  };
}

/** Refuses what the real API refuses in strict mode. @throws ApiError 400 */
export function assertStrict(
  schema: JsonSchema,
  name: string,
  param: string,
  path: readonly string[] = [],
): void {
  const fail = (message: string): never => {
    throw errors.badSchema(param, name, path.map((key) => `'${key}'`).join(', '), message);
  };
  for (const option of schema.anyOf ?? []) assertStrict(option, name, param, [...path, 'anyOf']);
  if (schema.items) assertStrict(schema.items, name, param, [...path, 'items']);
  if (schema.type !== 'object') {
    if (path.length === 0) fail('schema must have type "object".');
    return;
  }
  if (schema.additionalProperties !== false) {
    fail("'additionalProperties' is required to be supplied and to be false.");
  }
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    if (!schema.required?.includes(key)) {
      fail(
        `'required' is required to be supplied and to be an array including every key in properties. Missing '${key}'.`,
      );
    }
    assertStrict(inner, name, param, [...path, 'properties', key]);
  }
}

/** Words by which a choice is recognised, in the six languages of the product. */
const HINTS: Readonly<Record<string, readonly string[]>> = {
  design: [
    'logo',
    'design',
    'poster',
    'لوگو',
    'طراح',
    'شعار',
    'تصميم',
    'conception',
    '设计',
    '标志',
    'thiết kế',
  ],
  software: [
    'website',
    'software',
    'code',
    'وب‌سایت',
    'برنامه',
    'موقع',
    'برنامج',
    'logiciel',
    '网站',
    '软件',
    'phần mềm',
  ],
  writing: ['article', 'text', 'write', 'مقاله', 'مقال', 'rédaction', '文章', 'viết'],
  translation: ['translat', 'ترجم', 'traduc', 'traduire', '翻译', 'dịch'],
  marketing: ['marketing', 'campaign', 'بازاریابی', 'تسويق', 'campagne', '营销', 'tiếp thị'],
  electronics: ['phone', 'laptop', 'گوشی', 'هاتف', 'téléphone', '手机', 'điện thoại'],
  fashion: ['shoe', 'dress', 'کفش', 'لباس', 'حذاء', 'chaussure', '鞋', 'giày'],
  home: ['carpet', 'rug', 'furniture', 'فرش', 'مبل', 'سجاد', 'tapis', '地毯', 'thảm'],
  art: ['painting', 'portrait', 'نقاشی', 'لوحة', 'peinture', '油画', 'tranh'],
  business: ['contract', 'accounting', 'حسابداری', 'محاسبة', 'comptab', '会计', 'kế toán'],
  education: ['lesson', 'course', 'درس', 'دورة', 'cours', '课程', 'khóa học'],
};

function choose(options: readonly unknown[], text: string): unknown {
  const lower = text.toLowerCase();
  const named = options.find((option) => {
    const words = typeof option === 'string' ? [option, ...(HINTS[option] ?? [])] : [String(option)];
    return words.some((word) => lower.includes(word.toLowerCase()));
  });
  return named ?? (options.includes('other') ? 'other' : options[0]);
}

/** The first number in the text, in whatever digits, within the bounds; 14 where there is none. */
function number(schema: JsonSchema, text: string): number {
  const latin = text.replace(/[۰-۹٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
  const found = Number(/\d{1,4}/.exec(latin)?.[0] ?? 14);
  return Math.min(schema.maximum ?? 365, Math.max(schema.minimum ?? 1, found));
}

const firstSentence = (text: string): string => {
  const [sentence = ''] = text.trim().split(/[.!?؟。！？\n]/u);
  const cut = Array.from(sentence.trim()).slice(0, 80).join('').trim();
  return cut.charAt(0).toUpperCase() + cut.slice(1);
};

const isTitle = (key: string): boolean => /title|subject|headline|name$/i.test(key);

/** A value that fits the schema and follows from the text alone: the same text gives the same answer. */
export function fill(schema: JsonSchema, text: string, key = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return choose(schema.enum, text);
  if (schema.anyOf?.[0]) return fill(schema.anyOf[0], text, key);
  const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, fill(inner, text, name)]),
      );
    case 'array':
      return schema.items ? [fill(schema.items, text, key)] : [];
    case 'integer':
    case 'number':
      return number(schema, text);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return isTitle(key) ? firstSentence(text) : text.trim();
  }
}
