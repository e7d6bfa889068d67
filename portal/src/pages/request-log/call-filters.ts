/** The filters of the request log, as its address and its call have them. */
export const CALL_FILTERS = [
  'minutes',
  'status_class',
  'error_code',
  'method',
  'path',
  'key_id',
  'request_id',
  'mode',
] as const;
export type CallFilters = Readonly<Partial<Record<(typeof CALL_FILTERS)[number], string>>>;

const MINUTES = /^[1-9]\d{0,4}$/;

/** The filters as the call takes them. */
export function queryOf({ minutes, mode, status_class, method, ...texts }: CallFilters) {
  return {
    ...texts,
    ...(minutes && MINUTES.test(minutes) && { minutes: Number(minutes) }),
    ...(mode && { mode: mode as 'live' | 'test' }),
    ...(status_class && { status_class: status_class as '2xx' }),
    ...(method && { method: method as 'GET' }),
  };
}

/** The filters that stay when an error is chosen. */
export function periodOf({ minutes, mode, key_id }: CallFilters): Readonly<Record<string, string>> {
  return { ...(minutes && { minutes }), ...(mode && { mode }), ...(key_id && { key_id }) };
}

/** The same as the query of an address. */
export function exportQuery(filters: CallFilters): string {
  const values = Object.entries(queryOf(filters)).map(([name, value]) => [name, String(value)]);
  return String(new URLSearchParams(values));
}
