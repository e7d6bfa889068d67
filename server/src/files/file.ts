import type { FileKind } from './judged.ts';

/** A stored upload; its bytes are separate, sealed in pieces. */
export interface StoredFile {
  readonly fileId: string;
  /** The owner of the upload. */
  readonly owner: string;
  /** The subject that it is attached to, if it is. */
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
