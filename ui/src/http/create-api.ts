import createClient, { type Client } from 'openapi-fetch';
import { checkBody, type Rules } from './check-body.ts';
import { closeTexts } from './close-texts.ts';
import { fetchOrTake } from './early-replies.ts';
import { Failure } from './failure.ts';

interface Options {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rules: () => Promise<Rules>;
}

interface AnyCall {
  parameters: { path?: Record<string, string>; query?: Record<string, unknown>; header?: object };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}

/** An API of which only is known that it accepts and returns JSON. */
export type AnyPaths = Record<string, Record<'get' | 'post' | 'put' | 'patch', AnyCall>>;

/**
 * Returns a typed client of one API document. Calls resolve with what `take` reads, and every request carries
 * `headers`. A body that violates its call's `rules` is refused here, in the server's words.
 */
export function createApi<Paths extends object>({ rules, ...options }: Options): Client<Paths> {
  const client = createClient<Paths>({
    ...options,
    credentials: 'same-origin',
    fetch: fetchOrTake,
  });
  client.use(checkBody(rules));
  return client;
}

interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** Returns the body of a successful reply; throws a `Failure` for any other. */
export async function take<Data>(call: Promise<Outcome<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined && data !== null) return closeTexts(data);
  const problem = typeof error === 'object' && error !== null ? error : {};
  throw new Failure(
    response.status,
    problem as Record<string, unknown>,
    response.headers.get('x-request-id'),
  );
}
