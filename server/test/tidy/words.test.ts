/** Guards the texts of the web apps: where they are, that they are shown, and that figures and names in them are right. */
import { file, type Planted, tryRules } from './try-rules.ts';
import {
  figuresAreGrouped,
  shopsSayTheirName,
  statesSayTheirValue,
  wordsAreUsed,
  wordsStandBesideTheirPages,
} from './web-rules.ts';

const RULES: Record<string, Planted> = {
  'words are kept beside their pages': {
    rule: wordsStandBesideTheirPages,
    plants: [[file('portal/src/text/en.ts', "export const en = { title: 'Claims' };")]],
    fine: [file('portal/src/pages/claims/words.ts', "export const words = { title: 'Claims' };")],
  },
  'shops say their name': {
    rule: shopsSayTheirName,
    plants: [[file('portal/src/pages/a/words.ts', "export const words = {\n  us: 'psnb2b',\n};")]],
    fine: [
      file(
        'portal/src/pages/a/words.ts',
        "import { a } from '@psnb2b/ui';\nconst sample = 'https://shop.example/hooks/psnb2b';",
      ),
    ],
  },
  'words are used': {
    rule: wordsAreUsed,
    plants: [
      [file('portal/src/pages/a/words.ts', "export const words = {\n  all: 'All',\n};")],
      [
        file('ui/src/text/text.ts', "export const text = {\n  a: 'A',\n  b: (n: string) => n,\n};"),
        file('ui/src/a.tsx', 'const shown = text.a;'),
      ],
    ],
    fine: [
      file('portal/src/pages/a/words.ts', "export const words = {\n  all: 'All',\n};"),
      file('portal/src/pages/a/APage.tsx', 'const shown = words.all;'),
      file(
        'portal/src/pages/b/words.ts',
        "export const states = {\n  on: 'On',\n} satisfies Record<State, string>;",
      ),
    ],
  },
  'figures in sentences are grouped': {
    rule: figuresAreGrouped,
    plants: [
      [file('portal/src/pages/buy/words.ts', `a = {\n  left: (n: number) => \`\${n} left.\`,\n};`)],
      [file('ui/src/text/text.ts', `const codes = (n: number) => \`\${n} codes\`;`)],
    ],
    fine: [
      file('console/src/pages/lots/words.ts', `a = (n: number) => \`\${groupDigits(n)}\`;`),
      file('console/src/pages/lots/words.ts', `a = (n: string) => \`\${n} codes\`;`),
      file('portal/src/pages/webhooks/words.ts', `a = (status: number) => \`\${status}\`;`),
    ],
  },
  'states say their value': {
    rule: statesSayTheirValue,
    plants: [
      [file('portal/src/a.tsx', '<StatusBadge tone={tones[s]}>{words.statuses[s]}</StatusBadge>')],
    ],
    fine: [file('portal/src/a.tsx', '<StatusBadge tone={t} value={s}>{statuses[s]}</StatusBadge>')],
  },
};

tryRules(RULES);
