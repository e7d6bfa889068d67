import type { AuditAction, BankLineState } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { Refusal } from '../kit/refusal.ts';
import { type BankLine, type LinePart, lineColumns, partColumns } from './line.ts';

const FROM = 'bank_statements.lines l JOIN bank_statements.accounts a USING (account_id)';

/** The line with this id; `not_found` if there is none. */
export async function findBankLine(db: Db, lineId: string): Promise<BankLine> {
  return one(db, lineId, '');
}

/** The same, locked until the transaction ends. Who also locks accounts of tenants does that before. */
export async function lockBankLine(tx: Tx, lineId: string): Promise<BankLine> {
  return one(tx, lineId, 'FOR NO KEY UPDATE OF l');
}

async function one(db: Db, lineId: string, lock: string): Promise<BankLine> {
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM} WHERE l.line_id = $1 ${lock}`,
    [lineId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The deposits that account for lines now, by line. */
export async function partsOf(
  db: Db,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, LinePart[]>> {
  const { rows } = await db.query<LinePart>(
    `SELECT ${partColumns} FROM bank_statements.parts WHERE line_id = ANY ($1) AND ended_at IS NULL ORDER BY deposit_id`,
    [lineIds],
  );
  const parts = new Map<string, LinePart[]>();
  for (const row of rows) parts.set(row.lineId, [...(parts.get(row.lineId) ?? []), row]);
  return parts;
}

/** Those of these deposits that account for a line now. */
export async function depositsOfLines(
  db: Db,
  depositIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (depositIds.length === 0) return new Set();
  const { rows } = await db.query<{ depositId: string }>(
    `SELECT deposit_id AS "depositId" FROM bank_statements.parts WHERE deposit_id = ANY ($1) AND ended_at IS NULL`,
    [depositIds],
  );
  return new Set(rows.map(({ depositId }) => depositId));
}

/** The line that a deposit accounts for now; null: none. */
export async function lineOfDeposit(db: Db, depositId: string): Promise<string | null> {
  const { rows } = await db.query<{ lineId: string }>(
    'SELECT line_id AS "lineId" FROM bank_statements.parts WHERE deposit_id = $1 AND ended_at IS NULL',
    [depositId],
  );
  return rows[0]?.lineId ?? null;
}

/** Says which deposit accounts for a part of a locked line. `ended`: it did, and never will again. */
export async function addPart(
  tx: Tx,
  part: Omit<LinePart, 'addedBy' | 'addedAt'> & { readonly currency: string },
  by: By,
  { ended = false }: { readonly ended?: boolean } = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO bank_statements.parts (line_id, deposit_id, tenant_id, amount, made, added_by, added_at, ended_by, ended_at, sent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (line_id, deposit_id) DO UPDATE
        SET amount = $4, made = parts.made OR $5, added_by = $6, added_at = $7, ended_by = $8, ended_at = $9, sent = $10`,
    [
      ...[part.lineId, part.depositId, part.tenantId, part.amount, part.made, by.actor, by.at],
      ...(ended ? [by.actor, by.at] : [null, null]),
      formatMoney(part.amount, part.currency),
    ],
  );
}

/** Ends the part of a deposit that was only linked: the deposit stays what it is. */
export async function endPart(tx: Tx, { lineId, depositId }: LinePart, by: By): Promise<void> {
  await tx.query(
    'UPDATE bank_statements.parts SET ended_by = $3, ended_at = $4 WHERE line_id = $1 AND deposit_id = $2 AND ended_at IS NULL',
    [lineId, depositId, by.actor, by.at],
  );
}

/** What a step of a line writes. */
export interface LineChange {
  readonly state: BankLineState;
  readonly reason?: string | null;
  readonly attempts?: number;
}

/** Writes a step of a locked line, with its audit row. */
export async function moveLine(
  tx: Tx,
  before: BankLine,
  { state, reason = null, attempts = before.attempts }: LineChange,
  {
    action,
    detail,
  }: { readonly action: AuditAction; readonly detail: Readonly<Record<string, unknown>> },
  by: By,
): Promise<BankLine> {
  await tx.query(
    `UPDATE bank_statements.lines SET state = $2, reason = $3, attempts = $4, version = version + 1, changed_by = $5, changed_at = $6
      WHERE line_id = $1`,
    [before.lineId, state, reason, attempts, by.actor, by.at],
  );
  await recordAudit(tx, { ...by, action, subject: formatId('bln', before.lineId), detail });
  return required((await findMany(tx, [before.lineId]))[0], 'the line is locked');
}

async function findMany(db: Db, lineIds: readonly string[]): Promise<BankLine[]> {
  const { rows } = await db.query<BankLine>(
    `SELECT ${lineColumns} FROM ${FROM} WHERE l.line_id = ANY ($1) ORDER BY l.line_id`,
    [lineIds],
  );
  return rows;
}

/** Remembers that a tenant paid from an account, or, with -1, that one of its lines was not its. */
export async function countPayer(
  tx: Tx,
  payerAccount: string,
  tenantId: number,
  by: 1 | -1,
): Promise<void> {
  if (payerAccount === '') return;
  await tx.query(
    `INSERT INTO bank_statements.payers (payer_account, tenant_id, lines) VALUES ($1, $2, greatest($3, 0))
     ON CONFLICT (payer_account, tenant_id) DO UPDATE SET lines = greatest(payers.lines + $3, 0)`,
    [payerAccount, tenantId, by],
  );
}

/** Which tenants have paid from these accounts, and with how many lines. */
export interface KnownPayer {
  readonly payerAccount: string;
  readonly tenantId: number;
  readonly lines: number;
}

export async function knownPayers(db: Db, payerAccounts: readonly string[]): Promise<KnownPayer[]> {
  const { rows } = await db.query<KnownPayer>(
    `SELECT payer_account AS "payerAccount", tenant_id AS "tenantId", lines FROM bank_statements.payers
      WHERE payer_account = ANY ($1) AND lines > 0`,
    [payerAccounts.filter((each) => each !== '')],
  );
  return rows;
}

/** The accounts from which a tenant has paid, the most usual first. */
export async function payersOf(db: Db, tenantId: number): Promise<KnownPayer[]> {
  const { rows } = await db.query<KnownPayer>(
    `SELECT payer_account AS "payerAccount", tenant_id AS "tenantId", lines FROM bank_statements.payers
      WHERE tenant_id = $1 AND lines > 0 ORDER BY lines DESC, payer_account LIMIT 100`,
    [tenantId],
  );
  return rows;
}
