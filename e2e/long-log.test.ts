/** Guards: who searches for a rare call among very many is not told that there is none before all were looked at, and goes on with one click. */
import { parseId, signUp } from '@psnb2b/server/testkit';
import { expect, test } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { lookAt, openDesk } from './rig/desk.ts';

test('a search of the request log that looked at many calls goes on with the older ones', {
  timeout: 120_000,
}, async () => {
  await using desk = await openDesk();
  const { shop, clock } = desk;
  const { visitor, partnerId } = await signUp(shop, 'Nordlicht Handel');
  const id = parseId('prt', partnerId) ?? '';
  await shop.change(id, { approved: true });
  const { keyId } = await shop.key(id);
  const at = clock.now();
  await shop.rows(
    "SELECT request_log.open_day(($1::timestamptz - n * interval '1 day')::date) FROM generate_series(0, 1) n",
    [at],
  );
  await shop.rows(
    `INSERT INTO request_log.calls (tenant_id, at, request_id, key_id, method, path, status, ms, address)
     SELECT t.tenant_id, $2::timestamptz - n * interval '1 millisecond', 'req_' || lpad(n::text, 26, '0'), $3,
            CASE n WHEN 110000 THEN 'DELETE' ELSE 'GET' END, '/claims', 200, 1, '192.0.2.1'
       FROM partners.tenants t, generate_series(1, 120000) n WHERE t.partner_id = $1 AND t.mode = 'live'`,
    [id, at, keyId],
  );
  const person = await comeIn(desk, visitor);
  const { page } = person;
  await page.goto(`${shop.url}/portal/developers/requests?method=DELETE&minutes=1440`);
  await page.getByText('Nothing matches among the newest rows.').waitFor();
  expect(await lookAt(person, 'portal-request-log-rare')).toEqual([]);
  await page.getByRole('button', { name: 'Search older rows' }).click();
  await page.getByText('DELETE /claims').first().waitFor();
  await page.goto(`${shop.url}/portal/developers/requests?method=GET&minutes=1440`);
  await page.getByText('of many').waitFor();
  expect(person.faults).toEqual([]);
});
