import type { App } from '../app.ts';
import { addBankAccount, importStatement, listBankAccounts } from '../bank-statements/index.ts';
import { addBankTransfer, creditorReferenceOf } from '../deposit-methods/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { findPartner } from '../partners/index.ts';
import { type DemoBuyer, STAFF } from './demo-scenes.ts';
import { writeCamt } from './demo-statement.ts';

const IBAN = 'GB82WEST12345698765432';

/** An account that partners pay to, and a statement of yesterday whose lines wait for somebody: two are ready, one needs a look. */
export async function bringStatement(app: App, buyers: readonly DemoBuyer[], now: Date) {
  const { database } = app;
  // A first start that was killed makes a second demo beside the first.
  if ((await listBankAccounts(database.reads)).some(({ number }) => number === IBAN)) return;
  const by = { actor: STAFF, at: now };
  const bank = { holder: 'Demo Codes Ltd', bic: 'WESTGB2L', bank: 'West Bank', currency: 'USD' };
  await database.transaction(async (tx) => {
    await addBankTransfer(tx, app, { ...bank, iban: IBAN, usualTime: '1 working day' }, by);
    await addBankAccount(tx, { name: 'West Bank, dollars', number: IBAN, currency: 'USD' }, by);
  });
  const day = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
  const payments = [];
  for (const [index, { tenant, partnerId }] of buyers.entries()) {
    const { name } = await findPartner(database.reads, partnerId);
    const reference = await creditorReferenceOf(database, tenant.tenantId, now);
    const text = index < 2 ? `Top-up ${reference.replace(/(.{4})/g, '$1 ')}` : 'gift cards';
    const bankReference = `WB-${index + 1}`;
    payments.push({ day, amount: 50_000 * (index + 1), payer: name, text, bankReference });
  }
  const interest = { amount: 1_250, text: 'Interest', bankReference: 'WB-8' };
  const fee = { amount: -1_500, text: 'Fee of the account', bankReference: 'WB-9' };
  const own = [interest, fee].map((each) => ({ day, payer: 'West Bank', ...each }));
  const entries = [...payments, ...own];
  const statement = {
    iban: IBAN,
    currency: 'USD',
    from: day,
    to: day,
    opening: 2_500_000,
    entries,
  };
  const file = { name: `west-bank-${day}.xml`, bytes: Buffer.from(writeCamt([statement])) };
  await importStatement(app, { ...file, accountId: null }, by);
}
