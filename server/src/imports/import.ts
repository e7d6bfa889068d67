import { importPieceBytes, type importStates } from '@psnb2b/contract';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Reserve } from '../kit/reserve-on.ts';
import type { ImportTerms } from '../stock/index.ts';
import type { SealPlace, Vault } from '../vault/index.ts';

export interface ImportParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reserve: Reserve;
}

/** A file of codes that staff send with a browser. */
export interface Import {
  readonly importId: string;
  readonly fileName: string;
  /** Of the file; of these, `bytesSent` arrived, and the worker has read `bytesRead`. */
  readonly bytes: number;
  readonly bytesSent: number;
  readonly bytesRead: number;
  /** Null if the browser could not compute it. */
  readonly sha256: Buffer | null;
  readonly supplierId: string | null;
  /** ISO 4217. */
  readonly costCurrency: string;
  /** The product of all rows; null if the file names products. */
  readonly sku: string | null;
  readonly terms: ImportTerms;
  readonly state: (typeof importStates)[number];
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** How often the worker began to read it. */
  readonly tries: number;
  readonly lotId: string | null;
  /** The lot was there before: nothing was added. */
  readonly repeated: boolean;
  /** Why the file was refused, in a sentence that repeats nothing of it. */
  readonly fault: string | null;
  readonly begunBy: string;
  readonly begunAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
}

export const importColumns = `import_id AS "importId", file_name AS "fileName", bytes, bytes_sent AS "bytesSent",
  bytes_read AS "bytesRead", sha256, supplier_id AS "supplierId", cost_currency AS "costCurrency", sku, terms, state,
  accepted, duplicates, rejected, tries, lot_id AS "lotId", repeated, fault, begun_by AS "begunBy", begun_at AS "begunAt",
  sent_at AS "sentAt", ended_at AS "endedAt"`;

/** All values of a piece's row and its import's row that never change, so that no piece can be swapped. */
export function pieceAt({ importId, bytes }: Import, position: number): SealPlace {
  return ['import', importId, bytes, position];
}

/** How many pieces a file has. */
export function pieceCount(bytes: number): number {
  return Math.ceil(bytes / importPieceBytes);
}

/** The size of a piece; only the last one is smaller. */
export function pieceSize(bytes: number, position: number): number {
  return Math.min(importPieceBytes, bytes - position * importPieceBytes);
}

/** Whether an import has ended: nothing of its file is stored here any more. */
export function hasEnded({ state }: Pick<Import, 'state'>): boolean {
  return state === 'done' || state === 'refused' || state === 'cancelled';
}
