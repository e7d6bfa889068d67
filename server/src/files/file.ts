import type { FileKind } from './judged.ts';

/** A stored upload; its bytes are apart, sealed in pieces. */
export interface StoredFile {
  readonly fileId: string;
  /** Whose upload it is. */
  readonly owner: string;
  /** What it was attached to, once it was. */
  readonly subject: string | null;
  readonly name: string;
  readonly kind: FileKind;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: Date;
}

export const fileColumns = `file_id AS "fileId", owner, subject, name, kind,
  size_bytes AS "sizeBytes", width, height, created_at AS "createdAt"`;
