import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { readShop } from './read-shop.ts';
import { changedMembers, type Operator } from './shop.ts';

/**
 * Sets who runs the shop; every process follows within a second. Returns the members that changed, which the audit has with what
 * they were; nothing happens if none did. With a `version`, it is refused if another one is there: two people who change it at once
 * do not undo each other's work unseen.
 */
export async function setShop(
  tx: Tx,
  operator: Operator,
  by: By,
  version?: number,
): Promise<readonly (keyof Operator)[]> {
  // One change after the other: each sees what the one before it set.
  await bumpVersion(tx, 'shop');
  const before = await readShop(tx);
  if (version !== undefined && version !== before.version) {
    throw invalidState(
      `version ${before.version}`,
      'Somebody else changed it since you opened it. Reload to see what it is now, then change it again.',
    );
  }
  const changed = changedMembers(before, operator);
  if (operator.timeZone !== null && changed.includes('timeZone')) {
    await requireZone(tx, operator.timeZone);
  }
  if (changed.length === 0) return changed;
  await tx.query(
    `INSERT INTO shop.settings (name, legal_name, address, registration_number, tax_number,
       support_email, website, brand_colour, tax_bps, tax_note, set_at, set_by, time_zone, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)
     ON CONFLICT (only_row) DO UPDATE SET name = $1, legal_name = $2, address = $3,
       registration_number = $4, tax_number = $5, support_email = $6, website = $7,
       brand_colour = $8, tax_bps = $9, tax_note = $10, set_at = $11, set_by = $12, time_zone = $13,
       version = settings.version + 1`,
    [
      ...[operator.name, operator.legalName],
      operator.address && JSON.stringify(operator.address),
      ...[operator.registrationNumber, operator.taxNumber, operator.supportEmail],
      ...[operator.website, operator.brandColour, operator.taxBps, operator.taxNote],
      ...[by.at, by.actor, operator.timeZone],
    ],
  );
  const detail = Object.fromEntries(
    changed.map((name) => [name, { before: before[name], after: operator[name] }]),
  );
  await recordAudit(tx, { ...by, action: 'shop.set', subject: 'shop', detail });
  return changed;
}

/** The database counts days: a zone that it does not know, or knows by another name, cannot be set. */
async function requireZone(tx: Tx, zone: string): Promise<void> {
  const { rows } = await tx.query('SELECT FROM pg_timezone_names WHERE name = $1', [zone]);
  if (rows.length > 0) return;
  const detail = 'The database does not know this time zone; write it like Europe/Berlin.';
  throw invalid({ pointer: '/time_zone', code: 'format', detail });
}
