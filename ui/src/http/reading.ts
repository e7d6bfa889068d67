import type { QueryKey } from '@tanstack/react-query';
import type { Sent } from './call-types.ts';

const READ = 'read';

/** Under which the reply of a read is kept: what it is about (`lots` of `/lots/{lot_id}`), its path, what was sent. */
export function readingKey(path: string, sent: Sent = {}): QueryKey {
  return [READ, nounOf(path), path, { path: sent.path, query: sent.query }];
}

/** Under which something is kept that is true for good, whatever is done: acts do not make it stale. */
export function onceKey(path: string, ...of: readonly unknown[]): QueryKey {
  return ['once', path, ...of];
}

/** What an address is about: its first part. */
export function nounOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Everything that was read, or what was read about one noun. */
export function readings(noun?: string): QueryKey {
  return noun === undefined ? [READ] : [READ, noun];
}
