import { ClaimEvidence, ClaimMessage } from '@psnb2b/contract';
import type { Evidence, StoredMessage } from '../../claims/index.ts';
import { present } from '../../kit/present.ts';
import { presentFile } from './file.ts';

export function presentEvidence(evidence: Evidence): ClaimEvidence {
  const { side, file } = evidence;
  return present(ClaimEvidence, evidence, { from: side, file: presentFile(file) });
}

export function presentMessage(message: StoredMessage): ClaimMessage {
  return present(ClaimMessage, message, { from: message.side });
}
