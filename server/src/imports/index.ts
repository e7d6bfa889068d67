export { beginImport, type NewImport } from './begin-import.ts';
export { cancelImport, dropIdleImports } from './cancel-import.ts';
export type { Import } from './import.ts';
export { importInvariants } from './invariants.ts';
export { type ImportFilters, importFiles, importPages, listImports } from './list-imports.ts';
export { type RunParts, runImports } from './run-imports.ts';
export { startImport } from './start-import.ts';
export { findImport } from './store.ts';
export { takePiece } from './take-piece.ts';
