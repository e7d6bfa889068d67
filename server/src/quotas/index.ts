export { ActCounter, type CountedAct } from './count-acts.ts';
export { countUsers } from './count-users.ts';
export { listLargestUses, listUsesOf, type QuotaUse } from './list-uses.ts';
export { pruneQuotas, quotaDaysKept } from './prune-quotas.ts';
export { isQuotaName, type QuotaName, quotaNames, quotas } from './quota.ts';
export { countQuotaRefusal, quotaRefusals } from './refusals.ts';
export { listQuotas, type QuotaSetting, setQuota } from './set-quota.ts';
export {
  findQuotaRefusal,
  lockQuota,
  type Spender,
  spendQuota,
  spendQuotaOfAddress,
  trySpendQuota,
} from './spend-quota.ts';
