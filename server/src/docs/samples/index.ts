import { goSample } from './go.ts';
import { javaSample } from './java.ts';
import { phpSample } from './php.ts';
import { pythonSample } from './python.ts';
import { readCurl, type SampleCall } from './sample-call.ts';
import { typescriptSample } from './typescript.ts';

export { readCurl, type SampleCall, writeCurl } from './sample-call.ts';

/** The languages of samples, by the word after the fence in Markdown, in the order of their tabs. */
export const languages = {
  sh: { value: 'curl', label: 'curl', write: null },
  ts: { value: 'typescript', label: 'TypeScript', write: typescriptSample },
  php: { value: 'php', label: 'PHP', write: phpSample },
  python: { value: 'python', label: 'Python', write: pythonSample },
  go: { value: 'go', label: 'Go', write: goSample },
  java: { value: 'java', label: 'Java', write: javaSample },
} as const satisfies Record<
  string,
  { value: string; label: string; write: ((call: SampleCall) => string) | null }
>;
export type Language = keyof typeof languages;

export function isLanguage(word: string | undefined): word is Language {
  return word !== undefined && Object.hasOwn(languages, word);
}

/** A sample in one language. */
export interface Sample {
  readonly language: Language;
  readonly text: string;
}

/** One `curl` command in every language, itself first; only itself if it is more than one plain request. */
export function samplesOf(curl: string): Sample[] {
  const call = readCurl(curl);
  const own: Sample = { language: 'sh', text: curl };
  if (call === null) return [own];
  const others = Object.entries(languages).flatMap(([language, { write }]) =>
    write === null ? [] : { language: language as Language, text: write(call) },
  );
  return [own, ...others];
}
