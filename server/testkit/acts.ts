import { readFileSync } from 'node:fs';
import { assert } from '../src/kit/assert.ts';
import type { DrivenClock } from '../src/kit/clock.ts';
import type { Answer } from './conformance.ts';
import { PASSWORD } from './people.ts';
import type { Visitor } from './visitor.ts';

/** A small real file, as people upload them. */
export function smallFile(name: 'small.png' | 'small.pdf'): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../src/files/fixtures/${name}`, import.meta.url)));
}

/** Returns the body of a successful reply. The clock advances, so that the next act is later. */
export async function bodyOf<Body = Record<string, unknown>>(
  clock: DrivenClock,
  work: Promise<Answer<Body>>,
): Promise<Body> {
  const answer = await work;
  assert(answer.status < 300, `it went well: ${answer.status} ${answer.text}`);
  clock.advance(1);
  return answer.body;
}

/** Returns the code of a refusal. */
export async function codeOf(work: Promise<Answer<unknown>>): Promise<unknown> {
  return ((await work).body as { code?: unknown }).code;
}

/** Steps up, with the authenticator if the person has one. */
export async function stepUp(clock: DrivenClock, person: Visitor): Promise<void> {
  // Each code works once: the next one is half a minute later.
  clock.advance(30_000);
  const body =
    person.totpSecret === ''
      ? { method: 'password', password: PASSWORD }
      : { method: 'totp', code: person.code(clock.now()) };
  const { status, text } = await person.post('/step-up', body);
  assert(status === 200, `proving works: ${text}`);
}

/** Uploads a file and returns its id. */
export async function upload(
  person: Visitor,
  bytes: Uint8Array<ArrayBuffer> = smallFile('small.png'),
  name = 'scan.png',
): Promise<string> {
  const answer = await person.call<{ id: string }>('POST', '/files', { file: { name, bytes } });
  assert(answer.status === 201, `uploading works: ${answer.text}`);
  return answer.body.id;
}
