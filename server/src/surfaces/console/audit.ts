import * as contract from '@psnb2b/contract';
import { auditPages, listAudit, readChainState } from '../../audit/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageAndFilters, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { plainSentence, presentAudit } from '../present/audit.ts';
import { auditWanted } from '../present/audit-wanted.ts';

/** Who did what, when, from where. */
export function auditRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listAudit: async ({ query, caller }) => {
      const [page, asked] = pageAndFilters(query);
      const wanted = await auditWanted(reads, filters(contract.AuditQuery, asked));
      return pageBothWays(
        auditPages,
        page,
        (rows) => listAudit(reads, { ...wanted, ...rows }),
        (rows) => presentAudit(reads, rows, caller.role),
      );
    },
    exportAudit: async (call) => {
      const { raw = false, ...asked } = call.query;
      const wanted = await auditWanted(reads, filters(contract.AuditQuery, asked));
      return csvList(
        call,
        { name: 'audit.csv', columns: contract.auditCsvColumns },
        auditPages,
        { raw },
        (rows) => listAudit(reads, { ...wanted, ...rows }),
        async (rows) => (await presentAudit(reads, rows, call.caller.role)).map(lineOf),
      );
    },
    getAuditChain: async () => json(200, present(contract.AuditChain, await readChainState(reads))),
  });
}

function lineOf(entry: contract.AuditEntry): contract.AuditCsvLine {
  return { ...entry, sentence: plainSentence(entry) };
}
