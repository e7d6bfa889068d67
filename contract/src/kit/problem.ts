import { type Static, Type } from 'typebox';
import { type ErrorCode, errorCodes, errorEntry } from '../errors/catalogue.ts';
import { fieldCodes } from './field-codes.ts';
import { id, mayGrow } from './primitives.ts';

export const FieldError = Type.Object(
  {
    pointer: Type.String({
      description: 'JSON Pointer (RFC 6901) to the member, or to the query parameter: `/quantity`.',
    }),
    code: Type.Enum(Object.keys(fieldCodes) as (keyof typeof fieldCodes)[], {
      ...mayGrow,
      description: 'What is wrong with it.',
    }),
    detail: Type.String({ description: 'What to change, in one sentence that names it.' }),
  },
  { title: 'FieldError', description: 'One member that could not be accepted.' },
);
export type FieldError = Static<typeof FieldError>;

/** A problem document (RFC 9457) with the members that all codes share. */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri-reference', description: 'Page that explains the code.' }),
    title: Type.String({ description: 'The problem in a few words.' }),
    status: Type.Integer({ minimum: 400, maximum: 599, description: 'The HTTP status.' }),
    detail: Type.String({ description: 'One sentence that a person can act on.' }),
    code: Type.Enum([...errorCodes], {
      type: 'string',
      description: 'Stable name of the problem: the member to decide on.',
    }),
    request_id: id('req', 'Id of the request, as in `X-Request-Id`; give it to support.'),
    retryable: Type.Boolean({
      description: 'Whether the same request may succeed later without a change.',
    }),
    errors: Type.Optional(Type.Array(FieldError)),
  },
  { title: 'Problem', description: 'A refusal or a failure (RFC 9457).' },
);
export type Problem = Static<typeof Problem>;

/** The `type` of a code's problems: the address of its page. `baseUrl` has no trailing slash. */
export function problemType(baseUrl: string, code: ErrorCode): string {
  return `${baseUrl}/docs/errors/${code}`;
}

/** A whole problem document as documentation shows it. */
export function exampleProblem(baseUrl: string, code: ErrorCode): Problem {
  const { title, status, detail, retryable, members } = errorEntry(code);
  const problem: Problem = {
    type: problemType(baseUrl, code),
    title,
    status,
    detail,
    code,
    request_id: 'req_01m84j5st4ew793gg5vxc3ftfm',
    retryable,
  };
  if (code === 'validation_failed') {
    problem.errors = [
      { pointer: '/quantity', code: 'minimum', detail: 'The quantity must be at least 1.' },
      {
        pointer: '/colour',
        code: 'unknown_member',
        detail: 'The colour is not known here; remove it.',
      },
    ];
  }
  return { ...problem, ...members?.example };
}
