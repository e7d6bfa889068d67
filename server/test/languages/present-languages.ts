import { isLanguage, type Language } from '../../src/docs/samples/index.ts';

/** The languages that `npm run test:languages` found on this machine, without `sh` and `ts`, which `npm test` runs. */
export function presentLanguages(): Language[] {
  // nothing: without the script that looks for them there are none, and the test below fails.
  const found = (process.env.LANGUAGES ?? '').split(',').filter(isLanguage);
  if (found.length === 0) throw new Error('Run this with: npm run test:languages');
  return found;
}

/** Those of these clients that the script found; Node is always there. */
export function presentClients<Name extends string>(
  clients: Readonly<Record<Name, unknown>>,
): Name[] {
  // nothing: without the script there are none, and the test that asks for them fails.
  const found = (process.env.LANGUAGES ?? '').split(',');
  const names = (Object.keys(clients) as Name[]).filter((name) => found.includes(name));
  if (names.length === 0) throw new Error('Run this with: npm run test:languages');
  return names;
}
