import { TestClock } from '@psnb2b/contract';
import type { Db } from '../../kit/database/index.ts';
import { present } from '../../kit/present.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import { readTestClock } from '../../partners/index.ts';

/** The clock of a test tenant as both APIs show it. */
export async function showTestClock(db: Db, tenant: TenantRef): Promise<TestClock> {
  return present(TestClock, await readTestClock(db, tenant));
}
