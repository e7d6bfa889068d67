import type { QueryKey } from '@tanstack/react-query';
import type { Sent } from './call-types.ts';

const READ = 'read';

/** The key of a read's reply: its subject (`lots` of `/lots/{lot_id}`), its path, its input. */
export function readingKey(path: string, sent: Sent = {}): QueryKey {
  return [READ, nounOf(path), path, { path: sent.path, query: sent.query }];
}

/** The key of data that never changes: acts do not make it stale. */
export function onceKey(path: string, ...of: readonly unknown[]): QueryKey {
  return ['once', path, ...of];
}

/** Returns the subject of an address: its first part. */
export function nounOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Matches everything that was read, or what was read about one noun. */
export function readings(noun?: string): QueryKey {
  return noun === undefined ? [READ] : [READ, noun];
}
