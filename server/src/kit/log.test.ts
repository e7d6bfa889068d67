/** Guards: no key and no session ever reaches a log line. */
import { expect, test } from 'vitest';
import { createLogTo } from './log.ts';
import { Secret } from './secret.ts';

test('credentials are removed wherever headers are logged', () => {
  const lines: string[] = [];
  const log = createLogTo('info', { write: (line) => lines.push(line) });
  const headers = { authorization: 'Bearer hunter2', cookie: 'session=hunter2', accept: 'x/y' };
  log.info({ headers }, 'plain');
  log.info({ req: { headers } }, 'request');
  log.info({ call: { headers } }, 'nested');
  log.info({ res: { headers: { 'set-cookie': 'hunter2' } } }, 'reply');
  log.info({ authorization: 'hunter2', key: new Secret('hunter2') }, 'bare');
  log.debug('unwanted');
  expect(lines).toHaveLength(5);
  expect(lines.join('')).not.toContain('hunter2');
  expect(lines.join('')).toContain('x/y');
  expect(lines.map((line) => JSON.parse(line).msg)).toContain('request');
});

test('an error is logged without the connection that it broke', () => {
  const lines: string[] = [];
  const log = createLogTo('info', { write: (line) => lines.push(line) });
  const error = Object.assign(new Error('cut off'), { code: '57P01', client: { key: 'hunter2' } });
  log.warn({ err: error }, 'a connection broke');
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ message: 'cut off', code: '57P01' });
  expect(lines[0]).not.toContain('hunter2');
});
