import guide from '../../../../docs/guides/webhooks.md?raw';

const NAMES: Readonly<Record<string, string>> = {
  ts: 'TypeScript',
  php: 'PHP',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  sh: 'Command line',
};

/** The samples of the guide's section on verification, by the name of their language. */
export const verifySamples: Readonly<Record<string, string>> = samplesOf(guide);

function samplesOf(text: string): Record<string, string> {
  const [, after = ''] = text.split('\n## Verify\n');
  const [section = ''] = after.split('\n## ');
  return Object.fromEntries(
    [...section.matchAll(/```([a-z]+)\n([^`]*(?:`(?!``)[^`]*)*)```/g)].map(
      ([, language = '', code = '']) => [NAMES[language] ?? language, code.trimEnd()],
    ),
  );
}
