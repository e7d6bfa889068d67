/** Test mode is a world of its own: money, codes and orders that are not real. */
export type Mode = 'live' | 'test';

/** A partner in one mode, by its number. */
export interface TenantRef {
  readonly tenantId: number;
  readonly mode: Mode;
}
