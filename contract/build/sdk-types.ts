import type { Operation } from '../src/kit/operation.ts';

/** A JSON Schema as our OpenAPI document writes it. */
export type Schema = Readonly<Record<string, unknown>>;

const SHARED = new Set(['type', 'title', 'status', 'detail', 'request_id', 'retryable', 'code']);

/** Every problem document: what all have, and the union of all. */
const PROBLEMS_BEGIN = [
  '/** Members of every problem document (RFC 9457). */',
  'export interface ProblemMembers<Code extends string, Status extends number, Retryable extends boolean> {',
  '  /** Page that explains the code. */',
  '  type: string;',
  '  /** The problem in a few words. */',
  '  title: string;',
  '  /** The HTTP status. */',
  '  status: Status;',
  '  /** One sentence that a person can act on. */',
  '  detail: string;',
  '  /** Id of the request; name it when you write to support. */',
  '  request_id: string;',
  '  /** Whether the same request may succeed later without a change. */',
  '  retryable: Retryable;',
  '  /** Stable name of the problem. */',
  '  code: Code;',
  '}',
];
const WRITTEN = '// Written by `npm run gen` from the OpenAPI document.';
const FILES = ['shapes', 'events', 'problems'] as const;
type File = (typeof FILES)[number];

/**
 * Returns the types of the SDK as source text by file: one interface for each schema of the OpenAPI document, apart for problems and
 * for events.
 */
export function sdkTypes(schemas: Readonly<Record<string, Schema>>): ReadonlyMap<string, string> {
  const names = Object.keys(schemas);
  return new Map(
    FILES.map((file) => {
      const own = names.filter((name) => fileOf(name) === file);
      const lines = own.flatMap((name) => typeLines(name, schemas[name] as Schema));
      const text = file === 'problems' ? withAll(lines, own) : lines;
      return [
        file,
        [WRITTEN, ...importsOf(file, text.join('\n'), names), ...text, ''].join('\n'),
      ] as const;
    }),
  );
}

function fileOf(name: string): File {
  if (name.endsWith('Problem')) return 'problems';
  return name.endsWith('Event') ? 'events' : 'shapes';
}

function typeLines(name: string, schema: Schema): string[] {
  return fileOf(name) === 'problems' ? problemType(name, schema) : namedType(name, schema);
}

function withAll(lines: readonly string[], problems: readonly string[]): string[] {
  return [
    '',
    ...PROBLEMS_BEGIN,
    ...lines,
    '',
    '/** Every problem that the API of this version answers with, by its `code`. */',
    `export type Problem = ${problems.join(' | ')};`,
    "export type ErrorCode = Problem['code'];",
  ];
}

/** What a file names of the others. */
function importsOf(file: File | 'calls', text: string, names: readonly string[]): string[] {
  const code = text.replaceAll(/\/\*\*.*?\*\//g, '');
  return FILES.filter((other) => other !== file).flatMap((other) => {
    const used = names.filter((name) => fileOf(name) === other && mentions(code, name));
    return used.length === 0 ? [] : [`import type { ${used.join(', ')} } from './${other}.ts';`];
  });
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(code);
}

function problemType(name: string, schema: Schema): string[] {
  const members = schema.properties as Record<string, Schema>;
  const [code, status] = [members.code?.const, members.status?.const];
  const own = Object.entries(members).filter(([member]) => !SHARED.has(member));
  const base = `ProblemMembers<${literal(code)}, ${Number(status)}, ${Boolean(members.retryable?.const)}>`;
  const head = ['', `/** ${String(schema.description)} */`];
  if (own.length === 0) return [...head, `export type ${name} = ${base};`];
  return [
    ...head,
    `export interface ${name} extends ${base} {`,
    ...membersOf({ ...schema, properties: Object.fromEntries(own) }),
    '}',
  ];
}

function namedType(name: string, schema: Schema): string[] {
  const head = ['', ...comment(schema, '')];
  const isShape = schema.type === 'object' && schema.properties !== undefined;
  if (!isShape) return [...head, `export type ${name} = ${typeOf(schema)};`];
  return [...head, `export interface ${name} {`, ...membersOf(schema), '}'];
}

function membersOf(schema: Schema, indent = '  '): string[] {
  const required = new Set((schema.required ?? []) as string[]);
  // A caller may pass `undefined` for what may be left out; a reply never has it.
  const isGiven = schema.additionalProperties === false;
  const orUndefined = isGiven ? ' | undefined' : '';
  return Object.entries(schema.properties as Record<string, Schema>).flatMap(([name, member]) => {
    const key = /^\w+$/.test(name) ? name : literal(name);
    const type = typeOf(member, indent).replace(/^(?=.*\[\]$)/, isGiven ? 'readonly ' : '');
    const line = required.has(name) ? `${key}: ${type};` : `${key}?: ${type}${orUndefined};`;
    return [...comment(member, indent), `${indent}${line}`];
  });
}

function typeOf(schema: Schema, indent = '  '): string {
  if (typeof schema.$ref === 'string') return schema.$ref.replace(/^.*\//, '');
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  const union = schema.anyOf ?? (schema.properties ? undefined : schema.oneOf);
  if (Array.isArray(union)) return unionOf(union.map((each) => typeOf(each, indent)));
  if (Array.isArray(schema.type)) {
    return unionOf(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  }
  switch (schema.type) {
    case 'integer':
      return 'number';
    case 'array':
      return arrayOf(typeOf(schema.items as Schema, indent));
    case 'object':
      return objectOf(schema, indent);
    default:
      return schema.format === 'binary' ? 'Blob' : String(schema.type ?? 'unknown');
  }
}

/** Known values beside any text: an editor still offers the known ones. */
function unionOf(types: readonly string[]): string {
  const isOpen = types.includes('string') && types.some((type) => type.startsWith("'"));
  const names = types.map((type) => (isOpen && type === 'string' ? '(string & {})' : type));
  return [...new Set(names)].join(' | ');
}

function arrayOf(item: string): string {
  return /^[\w.]+$/.test(item) ? `${item}[]` : `(${item})[]`;
}

function objectOf(schema: Schema, indent: string): string {
  if (schema.properties !== undefined) {
    return ['{', ...membersOf(schema, `${indent}  `), `${indent}}`].join('\n');
  }
  const values = schema.patternProperties ?? { any: schema.additionalProperties };
  const [value] = Object.values(values as Record<string, unknown>);
  return `Record<string, ${value && value !== true ? typeOf(value as Schema, indent) : 'unknown'}>`;
}

function comment({ description }: Schema, indent: string): string[] {
  if (typeof description !== 'string') return [];
  return [`${indent}/** ${description.replaceAll('*/', '*\\/')} */`];
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

interface Described {
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly content?: Media }>>;
}
type Media = Readonly<Record<string, { readonly schema: Schema }>>;

/**
 * Returns the calls of the SDK as source text: a type with what each takes and returns, and a table with the method, the
 * path and the limit of each.
 */
export function sdkCalls(
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  operations: readonly Operation[],
  names: readonly string[],
): string {
  const described = operations.map((operation) => ({
    operation,
    call: callOf(paths[operation.path]?.[operation.method.toLowerCase()] as Described),
  }));
  const text = described.flatMap(({ operation: { id }, call }) => [
    ...(call.query === null
      ? []
      : [
          `/** Filters of \`${id}\`. */`,
          `export interface ${queryName(id)} {`,
          ...call.query,
          '}',
          '',
        ]),
  ]);
  const shapes = described.flatMap(({ operation: { id, summary }, call }) => [
    `  /** ${summary}. */`,
    `  ${id}: {`,
    ...(call.params.length === 0 ? [] : [`    params: { ${call.params.join('; ')} };`]),
    ...(call.query === null ? [] : [`    query: ${queryName(id)};`]),
    ...(call.body === null ? [] : [`    body: ${call.body};`]),
    `    reply: ${call.reply};`,
    '  };',
  ]);
  return [
    '// Written by `npm run gen` from the contract.',
    ...importsOf('calls', shapes.join('\n'), names),
    '',
    ...text,
    '/** What each call of the API takes and returns. */',
    'export interface Calls {',
    ...shapes,
    '}',
    'export type CallId = keyof Calls;',
    '',
    '/** Method, path and rate limit of each call. */',
    'export const calls: { readonly [Id in CallId]: readonly [method: string, path: string, limit: string] } = {',
    ...operations.map(
      ({ id, method, path, limit }) => `  ${id}: ['${method}', '${path}', '${limit}'],`,
    ),
    '};',
    '',
  ].join('\n');
}

function callOf({ parameters = [], requestBody, responses }: Described) {
  const within = (place: string) => parameters.filter((each) => each.in === place);
  const query = within('query').map((each) => [
    String(each.name),
    { ...(each.schema as Schema), description: each.description },
  ]);
  const required = within('query').flatMap((each) => (each.required ? [String(each.name)] : []));
  const shape = { required, properties: Object.fromEntries(query), additionalProperties: false };
  const body = requestBody && Object.values(requestBody.content)[0]?.schema;
  const [reply] = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const media = reply?.[1].content;
  const isFile = requestBody?.content['multipart/form-data'] !== undefined;
  return {
    params: within('path').map((each) => `${String(each.name)}: string`),
    query: query.length === 0 ? null : membersOf(shape),
    body:
      body === undefined
        ? null
        : isFile
          ? 'FormData'
          : typeOf(body) + (requestBody?.required ? '' : ' | undefined'),
    reply:
      media === undefined
        ? 'null'
        : Object.values(media)
            .map(({ schema }) => typeOf(schema))
            .join(' | '),
  };
}

function queryName(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`;
}
