import type { ClaimEvidence, ClaimMessage } from '@psnb2b/contract';
import type { Evidence, StoredMessage } from '../../claims/index.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';

const MEDIA_TYPES = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
} as const;

export function presentEvidence({ claimId, item, side, file }: Evidence): ClaimEvidence {
  return {
    object: 'claim_evidence',
    claim_id: formatId('clm', claimId),
    item,
    from: side,
    file: {
      id: formatId('fil', file.fileId),
      object: 'file',
      name: file.name,
      media_type: MEDIA_TYPES[file.kind],
      size: file.sizeBytes,
      created_at: file.createdAt.toISOString(),
    },
  };
}

export function presentMessage(message: StoredMessage): ClaimMessage {
  return {
    id: formatId('msg', message.messageId),
    object: 'claim_message',
    claim_id: formatId('clm', message.claimId),
    from: message.side,
    text: message.text,
    created_at: message.createdAt.toISOString(),
  };
}

/** Claims of a partner, newest first. */
export const claimPages = new Pages('claims', idPlace);
