/** The replies that `early.js` has asked for while the app was loading, by address. */
type Replies = Map<string, Promise<Response>>;

/** Sends a request, or takes the reply that was asked for early: each once, so that whatever is read again is read anew. */
export async function fetchOrTake(request: Request): Promise<Response> {
  const replies = (globalThis as { earlyReplies?: Replies }).earlyReplies;
  const { pathname, search } = new URL(request.url);
  const early = request.method === 'GET' ? replies?.get(pathname + search) : undefined;
  replies?.delete(pathname + search);
  return (await early?.catch(() => null)) ?? fetch(request);
}
