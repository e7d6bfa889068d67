export type { BankAccount } from './account.ts';
export { bankAccountNames } from './account-names.ts';
export { dismissLine, refuseChanged, restoreLine } from './decide-line.ts';
export { denyReturn } from './deny-return.ts';
export { findReferences } from './find-references.ts';
export { type Imported, importStatement, type StatementFile } from './import-statement.ts';
export { bankStatementInvariants } from './invariants.ts';
export type { BankLine, LinePart } from './line.ts';
export { bankLineNames, bankStatementNames } from './line-names.ts';
export { linesWithTwin, returnedLines, returnsOf } from './lines-alike.ts';
export {
  bankLinePages,
  countLines,
  countOpenLines,
  type LineFilters,
  linesWithReference,
  listLines,
  oldestOpenLine,
} from './list-lines.ts';
export {
  type BankStatement,
  bankStatementPages,
  type ChainSeen,
  chainsOf,
  findStatements,
  lastDays,
  listStatements,
  type StatementFilters,
} from './list-statements.ts';
export { isReleased, releaseDeposit } from './release-deposit.ts';
export {
  addBankAccount,
  type BankAccountChange,
  findBankAccount,
  listBankAccounts,
  type NewBankAccount,
  readAccountNumber,
  setBankAccount,
} from './set-account.ts';
export {
  addPart,
  countPayer,
  depositsOfLines,
  endPart,
  findBankLine,
  type KnownPayer,
  knownPayers,
  lineOfDeposit,
  lockBankLine,
  moveLine,
  partsOf,
  payersOf,
} from './store.ts';
