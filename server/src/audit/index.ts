export { chainAudit } from './chain-audit.ts';
export { auditInvariants } from './invariants.ts';
export { type AuditFact, type By, recordAudit } from './record-audit.ts';
