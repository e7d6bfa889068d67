import createClient, { type Client } from 'openapi-fetch';
import { checkBody, type Rules } from './check-body.ts';
import { Failure } from './failure.ts';

/**
 * A typed client of one OpenAPI document. Calls resolve with what `take` reads, and every request
 * carries `headers`. A body that breaks its call's `rules` is refused here, in the server's words.
 */
export function createApi<Paths extends object>(options: {
  baseUrl: string;
  headers: Readonly<Record<string, string>>;
  rules: () => Promise<Rules>;
}): Client<Paths> {
  const client = createClient<Paths>({
    baseUrl: options.baseUrl,
    headers: options.headers,
    credentials: 'same-origin',
  });
  client.use(checkBody(options.rules));
  return client;
}

interface Outcome<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a reply that is well; a `Failure` is thrown for any other. */
export async function take<Data>(call: Promise<Outcome<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined && data !== null) return data;
  const problem = typeof error === 'object' && error !== null ? error : {};
  throw new Failure(
    response.status,
    problem as Record<string, unknown>,
    response.headers.get('x-request-id'),
  );
}
