import {
  type AlertKind,
  alertKindNames,
  alertKinds,
  mayBeWarned,
  type PartnerRole,
} from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import type { Standing } from './next-step.ts';

/** What a person wants to be warned of. */
export interface Rule {
  readonly userId: string;
  readonly kind: AlertKind;
  /** SKU of a watched product; empty for the other kinds. */
  readonly product: string;
  /** Minor units, codes, hours or days, by the kind; null where there is none. */
  readonly threshold: number | null;
  readonly byEmail: boolean;
  readonly enabled: boolean;
  readonly mutedUntil: Date | null;
}

/** A rule with where it stands with a thing that it looks at. */
export interface StandingRule extends Rule {
  readonly standing: Standing | null;
}

const RULES_PER_PAGE = 500;

const COLUMNS = `r.user_id AS "userId", r.kind, r.product, r.threshold, r.by_email AS "byEmail", r.enabled,
  r.muted_until AS "mutedUntil"`;

interface Row extends Rule {
  armed: boolean | null;
  firedAt: Date | null;
  remindedAt: Date | null;
}

/** The rules of a person for what their role can be warned of, those that they never set included. */
export async function listRules(
  db: Db,
  userId: string,
  role: PartnerRole,
): Promise<(Rule & { readonly firedAt: Date | null; readonly isFired: boolean })[]> {
  const { rows } = await db.query<
    Rule & { firedAt: Date | null; isFired: boolean } & Record<string, unknown>
  >(
    `SELECT ${COLUMNS}, f.fired_at AS "firedAt", coalesce(f.fired, false) AS "isFired"
       FROM alerts.rules r
       LEFT JOIN LATERAL (
         SELECT max(x.fired_at) AS fired_at, bool_or(NOT x.armed) AS fired FROM alerts.firings x
          WHERE x.user_id = r.user_id AND x.kind = r.kind
            AND (r.product = '' OR x.subject = r.product)) f ON true
      WHERE r.user_id = $1 ORDER BY r.kind, r.product`,
    [userId],
  );
  const missing = alertKindNames.filter(
    (kind) => alertKinds[kind].standard !== null && !rows.some((row) => row.kind === kind),
  );
  const fired = await firedOf(db, userId, missing);
  return [
    ...rows,
    ...missing.map((kind) => ({
      ...standardRule(userId, kind),
      // nothing: what has never fired has no row.
      ...(fired.get(kind) ?? { firedAt: null, isFired: false }),
    })),
  ].filter(({ kind }) => mayBeWarned(kind, role));
}

async function firedOf(db: Db, userId: string, kinds: readonly AlertKind[]) {
  const { rows } = await db.query<{ kind: AlertKind; firedAt: Date | null; isFired: boolean }>(
    `SELECT kind, max(fired_at) AS "firedAt", bool_or(NOT armed) AS "isFired" FROM alerts.firings
      WHERE user_id = $1 AND kind = ANY ($2) GROUP BY kind`,
    [userId, kinds],
  );
  return new Map(rows.map(({ kind, firedAt, isFired }) => [kind, { firedAt, isFired }]));
}

/** The rule of those who have set none: on, by e-mail too. */
export function standardRule(userId: string, kind: AlertKind): Rule {
  const { standard } = alertKinds[kind];
  return {
    ...{ userId, kind, product: '', threshold: standard, byEmail: true },
    ...{ enabled: standard !== null, mutedUntil: null },
  };
}

/** The enabled rules of a kind, page by page, each with where it stands. `subject`: what a rule of this kind looks at. */
export async function* eachRule(
  db: Db,
  kind: 'balance_low' | 'product_low' | 'product_back',
): AsyncGenerator<StandingRule[]> {
  let last: readonly [string, string] = [NO_ID, ''];
  for (;;) {
    const { rows }: { rows: Row[] } = await db.query<Row & Record<string, unknown>>(
      `SELECT ${COLUMNS}, f.armed, f.fired_at AS "firedAt", f.reminded_at AS "remindedAt"
         FROM alerts.rules r
         LEFT JOIN alerts.firings f ON f.user_id = r.user_id AND f.kind = r.kind AND f.subject = r.product
        WHERE r.kind = $1 AND r.enabled AND (r.user_id, r.product) > ($2::uuid, $3)
        ORDER BY r.user_id, r.product LIMIT ${RULES_PER_PAGE}`,
      [kind, ...last],
    );
    yield rows.map(standing);
    const end = rows.at(-1);
    if (!end || rows.length < RULES_PER_PAGE) return;
    last = [end.userId, end.product];
  }
}

/** The rules of people for one thing, those that they never set included. */
export async function rulesAbout(
  db: Db,
  userIds: readonly string[],
  kind: AlertKind,
  subject: string,
): Promise<StandingRule[]> {
  const { rows } = await db.query<
    Omit<Row, 'threshold'> & { threshold: number | null } & Record<string, unknown>
  >(
    `SELECT u.user_id AS "userId", $2 AS kind, '' AS product, coalesce(r.threshold, $4) AS threshold,
            coalesce(r.by_email, true) AS "byEmail", coalesce(r.enabled, true) AS enabled,
            r.muted_until AS "mutedUntil", f.armed, f.fired_at AS "firedAt", f.reminded_at AS "remindedAt"
       FROM unnest($1::uuid[]) u(user_id)
       LEFT JOIN alerts.rules r ON r.user_id = u.user_id AND r.kind = $2 AND r.product = ''
       LEFT JOIN alerts.firings f ON f.user_id = u.user_id AND f.kind = $2 AND f.subject = $3`,
    [userIds, kind, subject, alertKinds[kind].standard],
  );
  return rows.filter(({ enabled }) => enabled).map(standing);
}

function standing({ armed, firedAt, remindedAt, ...rule }: Row): StandingRule {
  return { ...rule, standing: armed === null ? null : { armed, firedAt, remindedAt } };
}
