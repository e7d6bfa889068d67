import { type Static, Type } from 'typebox';

/** `GET /healthz`: the process is up. */
export const Health = Type.Object({ status: Type.Literal('ok') });
export type Health = Static<typeof Health>;

/** Why orders cannot be placed here. */
export const unreadyReasons = [
  'stopping',
  'migrations pending',
  'database silent',
  'database unreachable',
  // It answers but cannot store, as on a full disk.
  'database cannot write',
] as const;
export type UnreadyReason = (typeof unreadyReasons)[number];

/** `GET /readyz`: 200 and `ready` while an order could be committed, else 503 with the reason. */
export const Readiness = Type.Object({
  status: Type.Enum(['ready', ...unreadyReasons], { type: 'string' }),
});
export type Readiness = Static<typeof Readiness>;
