import { type ErrorCode, errorEntry } from '../errors/catalogue.ts';
import { exampleProblem, Problem } from '../kit/problem.ts';
import type { Json, SchemaCollector } from './components.ts';
import { pascalCase } from './shared-problems.ts';

const statusTitles: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'The credentials are missing or invalid.',
  402: 'The balance is too low.',
  403: 'The caller may not do this.',
  404: 'It does not exist.',
  409: 'The current state does not allow it.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The request was read, but cannot be accepted.',
  429: 'A limit was reached.',
  500: 'Something went wrong on our side.',
  503: 'The service cannot answer at the moment.',
};

/**
 * The schema of one code's problems, whole: members that all share, the code as a constant to narrow by,
 * and members of its own.
 */
function problemSchema(code: ErrorCode): object {
  const { members, fields, status, retryable, title } = errorEntry(code);
  const { code: _any, errors, ...shared } = Problem.properties;
  const common = {
    ...shared,
    status: { type: 'integer', const: status, description: 'The HTTP status.' },
    code: { type: 'string', const: code, description: 'Stable name of the problem.' },
    retryable: {
      type: 'boolean',
      const: retryable,
      description: 'Whether the same request may succeed later without a change.',
    },
  };
  return {
    title: problemName(code),
    description: `${title}.`,
    type: 'object',
    required: [
      ...Object.keys(common),
      ...(fields === 'always' ? ['errors'] : []),
      ...(members?.schema.required ?? []),
    ],
    properties: { ...common, ...(fields && { errors }), ...members?.schema.properties },
  };
}

function problemName(code: ErrorCode): string {
  return `${pascalCase(code)}Problem`;
}

/** One schema, or a choice that clients narrow by `code`. */
function choiceOf(codes: readonly ErrorCode[], collector: SchemaCollector): Json {
  const oneOf = codes.map((code) => collector.reference(problemSchema(code)));
  const [only] = oneOf;
  if (only !== undefined && oneOf.length === 1) return only;
  const mapping = Object.fromEntries(
    codes.map((code) => [code, `#/components/schemas/${problemName(code)}`]),
  );
  return { oneOf, discriminator: { propertyName: 'code', mapping } };
}

/** The replies that are problems, by status; each carries `headerNames`, a 401 also its challenge. */
export function problemReplies(
  codes: readonly ErrorCode[],
  headerNames: readonly string[],
  collector: SchemaCollector,
): Record<string, Json> {
  const byStatus = Map.groupBy(codes.toSorted(), (code) => errorEntry(code).status);
  const replies: Record<string, Json> = {};
  for (const [status, ofStatus] of [...byStatus].sort(([a], [b]) => a - b)) {
    const names = status === 401 ? ['WWW-Authenticate', ...headerNames] : headerNames;
    replies[status] = {
      description: statusTitles[status],
      headers: Object.fromEntries(
        names.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
      ),
      content: {
        'application/problem+json': {
          schema: choiceOf(ofStatus, collector),
          examples: Object.fromEntries(
            ofStatus.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    };
  }
  return replies;
}

/** The named examples that `problemReplies` refers to. */
export function problemExamples(baseUrl: string, codes: Iterable<ErrorCode>): Record<string, Json> {
  return Object.fromEntries(
    [...codes]
      .sort()
      .map((code) => [
        code,
        { summary: errorEntry(code).title, value: exampleProblem(baseUrl, code) },
      ]),
  );
}
