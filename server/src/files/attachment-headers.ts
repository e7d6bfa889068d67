import type { FileType } from '@psnb2b/contract';
import type { StoredFile } from './file.ts';
import type { FileKind } from './judged.ts';

export const mediaTypes: Readonly<Record<FileKind, FileType>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
};

/**
 * Headers of every file that is sent: it is saved under its name (RFC 6266, with an ASCII name for old clients and the full name
 * in UTF-8 by RFC 8187), never shown as a page of ours, and never cached.
 */
export function attachmentHeaders(file: StoredFile): Record<string, string> {
  const plain = file.name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const whole = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'content-type': mediaTypes[file.kind],
    'content-length': String(file.sizeBytes),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
