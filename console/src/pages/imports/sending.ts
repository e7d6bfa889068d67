import type { StockImport } from '@psnb2b/contract';
import { type Failure, take, toFailure } from '@psnb2b/ui';
import { useSyncExternalStore } from 'react';
import { api, client } from '../../client.ts';
import { sendMissing } from './send-missing.ts';

/** How far this tab has sent a file. */
export interface Sending {
  /** Bytes. */
  readonly sent: number;
  /** Why it stopped; null while it is sent. */
  readonly failure: Failure | null;
}

/** Waits before a piece is sent again, in milliseconds: a network that fails for longer stops the upload. */
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;

/** Files that were chosen in this tab, by their imports; only in memory, because they hold codes. */
const files = new Map<string, File>();
const sendings = new Map<string, Sending>();
const listeners = new Set<() => void>();

function set(id: string, sending: Sending | null): void {
  if (sending) sendings.set(id, sending);
  else sendings.delete(id);
  for (const listener of listeners) listener();
}

/** How far this tab has sent the file of an import; null if it does not send it. */
export function useSending(id: string): Sending | null {
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return useSyncExternalStore(subscribe, () => sendings.get(id) ?? null);
}

/** The file of an import, if it was chosen in this tab. */
export function fileOf(id: string): File | null {
  return files.get(id) ?? null;
}

export function keepFile(id: string, file: File): void {
  files.set(id, file);
}

/**
 * Sends what is missing of a file, piece by piece, and starts the import. The tab may open other pages meanwhile, and
 * asks before it closes. A file that was sent in part is compared at its first and its last piece.
 */
export async function sendFile(item: StockImport, file: File): Promise<void> {
  const { id, bytes, piece_bytes: size, bytes_sent: before } = item;
  if (sendings.get(id)?.failure === null) return;
  keepFile(id, file);
  let sent = before;
  const note = (bytesSent: number) => {
    sent = bytesSent;
    set(id, { sent, failure: null });
  };
  note(before);
  const guard = (event: BeforeUnloadEvent) => event.preventDefault();
  addEventListener('beforeunload', guard);
  try {
    const next = Math.ceil(before / size);
    const compared = next > 0 ? new Set([0, next - 1]) : [];
    for (const position of compared) await sendPiece(id, file, position, size, () => {});
    await sendMissing(
      { bytes, size, next },
      (position, onSent) => sendPiece(id, file, position, size, onSent),
      note,
    );
    await take(api.POST('/imports/{import_id}/start', { params: { path: { import_id: id } } }));
    set(id, null);
  } catch (error) {
    const failure = toFailure(error);
    // It was cancelled meanwhile: the page says so.
    set(
      id,
      failure.code === 'invalid_state' && failure.members.current_status !== 'sending'
        ? null
        : { sent, failure },
    );
  } finally {
    removeEventListener('beforeunload', guard);
  }
}

async function sendPiece(
  id: string,
  file: File,
  position: number,
  size: number,
  onSent: (bytes: number) => void,
): Promise<void> {
  const from = position * size;
  const piece = new File([file.slice(from, from + size)], 'piece');
  const path = `/imports/${encodeURIComponent(id)}/pieces?position=${position}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await client.sendTo(path, piece, (part) => onSent(from + part * piece.size));
      return;
    } catch (error) {
      const wait = RETRY_MS[tries];
      if (wait === undefined || !isPassing(toFailure(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Whether the same request may succeed a moment later. */
function isPassing({ status }: Failure): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}
