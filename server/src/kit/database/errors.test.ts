/**
 * Guards: only faults of the database or of the connection to it are reported as unavailable; a fault of our own keeps
 * its name.
 */
import { expect, test } from 'vitest';
import { ConnectFailed, DatabaseSilent, isUnavailable } from './errors.ts';

const failed = (code: string, syscall: string) =>
  Object.assign(new Error(`${code}, ${syscall}`), { code, syscall });

test.each([
  ['no server listens', failed('ECONNREFUSED', 'connect'), true],
  ['its socket file is not there', failed('ENOENT', 'connect'), true],
  ['the connection broke', failed('ECONNRESET', 'read'), true],
  ['no connection was opened', new ConnectFailed('no'), true],
  ['it is silent', new DatabaseSilent(10), true],
  ['a file that the work needs is not there', failed('ENOENT', 'open'), false],
  ['a folder that the work needs is not there', failed('ENOENT', 'scandir'), false],
  ['a bug', new TypeError('undefined is not a function'), false],
])('%s', (_, error, unavailable) => {
  expect(isUnavailable(error)).toBe(unavailable);
});
