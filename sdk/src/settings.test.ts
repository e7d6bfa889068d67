/** Guards: options that cannot work, or that would expose the key, are refused at once, with a sentence that never has the key in it. */
import { afterAll, expect, test, vi } from 'vitest';
import { type ClientOptions, readSettings } from './settings.ts';

afterAll(() => vi.unstubAllGlobals());

const KEY = 'psnb2b_live_0123456789abcdefghijABCDEFGHIJ';
const GOOD: ClientOptions = { apiKey: KEY, baseUrl: 'https://shop.example' };

test('a base URL with or without the path of the API', () => {
  const urlOf = (baseUrl: string) => readSettings({ ...GOOD, baseUrl }).apiUrl;
  expect(urlOf('https://shop.example')).toBe('https://shop.example/api/v1');
  expect(urlOf('https://shop.example/api/v1/')).toBe('https://shop.example/api/v1');
  expect(urlOf('https://example.com/cards/')).toBe('https://example.com/cards/api/v1');
  expect(urlOf('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/api/v1');
});

test.each([
  ['no address', { baseUrl: 'shop.example' }, 'baseUrl'],
  ['a password in it', { baseUrl: 'https://a:b@shop.example' }, 'baseUrl'],
  ['an open network', { baseUrl: 'http://shop.example' }, 'not encrypted'],
  ['a key with a space', { apiKey: `${KEY} ` }, 'apiKey'],
  ['a key with a line break', { apiKey: `${KEY}\nX: y` }, 'apiKey'],
  ['another key', { apiKey: 'sk_live_0123456789abcdefghij' }, 'apiKey'],
  ['no time', { timeoutMs: 0 }, 'timeoutMs'],
  ['a time that timers cannot wait', { deadlineMs: 1e12 }, 'deadlineMs'],
  ['half a retry', { maxRetries: 0.5 }, 'maxRetries'],
  ['a name with a line break', { appName: 'a\nb' }, 'appName'],
])('%s', (_name, change, word) => {
  const attempt = () => readSettings({ ...GOOD, ...change });
  expect(attempt).toThrow(word);
  expect(attempt).not.toThrow(KEY.slice(12));
});

test('a page of a browser', () => {
  const document = {};
  vi.stubGlobal('document', document);
  vi.stubGlobal('window', { document });
  expect(() => readSettings(GOOD)).toThrow('browser page');
});
