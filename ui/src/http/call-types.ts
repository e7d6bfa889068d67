/**
 * The types of an API's calls, read from its `PathsOf`: a call is named as its rules are, `POST /lots/{lot_id}/recall`.
 */

type Verb = 'get' | 'post' | 'put' | 'patch';
type Json<Reply> = Reply extends { content: { 'application/json': infer Body } } ? Body : never;

/** Addresses of reads. */
export type ReadPath<Paths> = {
  [Path in keyof Paths]: Paths[Path] extends { get: unknown } ? Path : never;
}[keyof Paths] &
  string;

/** All other calls, by method and path. */
export type ActName<Paths> = {
  [Path in keyof Paths & string]: `${Uppercase<Exclude<keyof Paths[Path], 'get'> & Verb>} ${Path}`;
}[keyof Paths & string];

export type CallOf<Paths, Name> =
  Name extends `${infer Method} ${infer Path extends keyof Paths & string}`
    ? Paths[Path][Lowercase<Method> & keyof Paths[Path]]
    : never;

export type GetOf<Paths, Path extends keyof Paths> = Paths[Path]['get' & keyof Paths[Path]];

export type BodyOf<Call> = Call extends { requestBody: infer Body } ? Json<Body> : never;

/** The input of a call: the members of its path, its query, and its body. */
export type SentOf<Call> = Call extends { parameters: infer Parameters }
  ? Pick<Parameters, keyof Parameters & ('path' | 'query')> &
      ([BodyOf<Call>] extends [never] ? { body?: never } : { body: BodyOf<Call> })
  : never;

/** The successful reply of a call. */
export type ReplyOf<Call> = Call extends { responses: infer Replies }
  ? Json<Replies[keyof Replies & (200 | 201 | 202)]>
  : never;

/** The input may be omitted if no member of it is required. */
export type Sending<Call> =
  Record<string, never> extends SentOf<Call> ? [sent?: SentOf<Call>] : [sent: SentOf<Call>];

export interface Sent {
  readonly path?: object | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
}

/** The query of a read. */
export type QueryOfGet<Call> = Call extends { parameters: { query?: infer Query } } ? Query : never;
