/** Guards: a sample that is emitted looks like one that happened now, and names nothing that exists. */
import { findSample, onlyState } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { formatId } from '../kit/ids.ts';
import { retell } from './retell-sample.ts';

const at = new Date('2027-03-01T12:00:00.000Z');
const sample = findSample('claim.status_changed', 'approved');
if (!sample) throw new Error('there is a sample of an approved claim');

test('its last moment is now, and the others keep their distance', () => {
  const { claim } = retell(sample, at, 7).data as { claim: Record<string, string> };
  expect(claim.decided_at).toBe(at.toISOString());
  expect(claim.created_at).toBe('2027-03-01T11:11:28.520Z');
  expect(claim.mode).toBe('test');
});

test('its ids are new, the same wherever they are, and the first is its subject', () => {
  const before = JSON.stringify(sample.data);
  const { subject, data } = retell(sample, at, 7);
  const { claim } = data as { claim: { id: string; codes: { id: string }[] } };
  expect(claim.id).toBe(formatId('clm', subject));
  for (const [id] of before.matchAll(/[a-z]{3}_[0-9a-z]{26}/g)) {
    expect(JSON.stringify(data)).not.toContain(id);
  }
  expect(retell(sample, at, 7).subject).not.toBe(subject);
});

test('an event that names its own number has the right one', () => {
  const restored = findSample('stream.restored', onlyState);
  if (!restored) throw new Error('there is a sample of a restore');
  expect(retell(restored, at, 7).data).toMatchObject({ last_sequence: 6, next_sequence: 7 });
});
