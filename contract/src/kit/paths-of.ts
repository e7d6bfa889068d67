import type { Static, TSchema } from 'typebox';
import type { Reply } from './operation.ts';

/** The part of a call, of any API, that describes its input and output. */
interface DescribedCall {
  readonly method: string;
  readonly path: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  readonly idempotent: boolean;
  readonly replies: Readonly<Record<number, Reply>>;
}

/** A member for a schema: absent without one, optional if `{}` is valid. */
type Member<Name extends string, Schema> = Schema extends TSchema
  ? Record<string, never> extends Static<Schema>
    ? { [N in Name]?: Static<Schema> }
    : { [N in Name]: Static<Schema> }
  : { [N in Name]?: never };

type Json<Schema> = { content: { 'application/json': Schema } };

type PathItem<Call extends DescribedCall> = {
  [C in Call as Lowercase<C['method']>]: {
    parameters: Member<'query', C['query']> &
      Member<'path', C['params']> & {
        header?: C['idempotent'] extends true ? { 'Idempotency-Key'?: string } : never;
        cookie?: never;
      };
    responses: {
      [Status in keyof C['replies']]: C['replies'][Status] extends { schema: infer Schema }
        ? Schema extends TSchema
          ? Json<Static<Schema>>
          : never
        : { content: Record<string, never> };
    };
  } & (C['body'] extends TSchema
    ? { requestBody: Json<Static<C['body']>> }
    : { requestBody?: never });
};

/**
 * The calls of an API in the form that openapi-fetch reads (its `paths`, as openapi-typescript would generate them from the
 * OpenAPI document), derived from the operations, so that a client's types are never out of date. Refusals are not included: a
 * client reads any of them as a problem document (RFC 9457).
 */
export type PathsOf<Operations extends Readonly<Record<string, DescribedCall>>> = {
  [Path in Operations[keyof Operations]['path']]: PathItem<
    Extract<Operations[keyof Operations], { readonly path: Path }>
  >;
};

/** The query of a call, without the defaults that apply to omitted parameters. */
export type QueryOf<Call> = Call extends { readonly query: infer Query extends TSchema }
  ? Static<Query>
  : never;
