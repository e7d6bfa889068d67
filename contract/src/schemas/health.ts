import { type Static, Type } from 'typebox';

/** `GET /healthz`: the process is up. */
export const Health = Type.Object({ status: Type.Literal('ok') });
export type Health = Static<typeof Health>;

const check = Type.Enum(['ok', 'failed'], { type: 'string' });

/** `GET /readyz`: 200 when both checks are ok, else 503 with the same shape. */
export const Readiness = Type.Object({
  status: Type.Enum(['ready', 'not_ready'], { type: 'string' }),
  checks: Type.Object({ database: check, migrations: check }),
});
export type Readiness = Static<typeof Readiness>;
