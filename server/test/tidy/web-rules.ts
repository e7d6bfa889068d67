import { isTest, type Rule, type Source } from './source.ts';

const CONTROL =
  /<(?:TextInput|Textarea|NumberInput|PasswordInput|Select|Checkbox|Radio|SegmentedControl|Switch|input|select|textarea|table)\b|\buseForm[(<]/g;
/** Files that define the kits, and filters, whose values are in the address. */
const KITS = /^ui\/src\/(?:form|list)\/|^ui\/src\/http\/create-calls\.ts$/;
const REASON = /\bby hand: \S/;

const pagesOf = (sources: readonly Source[]) =>
  sources.filter(
    ({ path }) =>
      /^(?:ui|portal|console)\/src\/.*\.tsx?$/.test(path) && !KITS.test(path) && !isTest(path),
  );

/** Lists are built with `columnsOf`, which is typed by the row and aligns figures and times to the right. */
export const columnsComeFromTheKit: Rule = (sources) =>
  pagesOf(sources)
    .filter(({ text }) => /\bcell: |\bcell\(.*\{$/m.test(text.replaceAll(/\b\w+\.cell\(/g, '')))
    .map(({ path }) => `${path} writes a column by hand; columnsOf makes it`);

/**
 * Forms are built with `useFormOf` and `Field`, whose rules and sentences come from the contract. A field built by hand
 * gives its reason in its part of the file, after `by hand:`.
 */
export const fieldsComeFromTheRules: Rule = (sources) =>
  pagesOf(sources).flatMap(({ path, text }) =>
    partsOf(text).flatMap((part) => {
      const [control] = part.match(CONTROL) ?? [];
      if (control === undefined || REASON.test(part)) return [];
      return [`${path} has ${control} by hand; useFormOf and Field make it, or say why not`];
    }),
  );

/** Returns the functions and constants of a file, each with the comment above it. */
function partsOf(text: string): string[] {
  const pieces = text.split(/\n(?=\/\*\*|(?:export )?(?:async )?(?:function|const|class) )/);
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    const isCommentOnly = last !== undefined && /^\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.test(last);
    if (isCommentOnly) parts[parts.length - 1] = `${last}\n${piece}`;
    else parts.push(piece);
  }
  return parts;
}

/** The texts of a page are in its folder: texts of an app that are elsewhere belong to several pages. */
export const wordsStandBesideTheirPages: Rule = (sources) =>
  sources
    .filter(({ path }) => /^(?:portal|console)\/src\/text\//.test(path))
    .map(
      ({ path }) => `${path} collects the words of pages; put them into words.ts of their folder`,
    );

const WORDS = /^(?:ui|portal|console)\/src\/(?:.*\/)?(?:[\w-]*words|text|some)\.ts$/;
/** Numbers that are no amounts: they are said as they are. */
const NAMES = ['status', 'denomination'];

/** A figure that people read is grouped, `12,000`: a sentence takes its numbers through `groupDigits`. */
export const figuresAreGrouped: Rule = (sources) =>
  sources
    .filter(({ path }) => WORDS.test(path))
    .flatMap(({ path, text }) =>
      text.split(/\n(?= *(?:[\w']+: \(|const |export |function ))/).flatMap((piece) =>
        [...piece.matchAll(/\b(\w+): number\b/g)]
          .map(([, name = '']) => name)
          .filter((name) => !NAMES.includes(name) && piece.includes(`\${${name}}`))
          .map((name) => `${path} says \${${name}} as it is; groupDigits(${name}) groups it`),
      ),
    );

/** A state is shown in a word; the API's own name of it is there for those who point at the word. */
export const statesSayTheirValue: Rule = (sources) =>
  pagesOf(sources).flatMap(({ path, text }) =>
    [...text.matchAll(/<StatusBadge\b([^>]*)>\s*\{[\w.]*[sS]tatuses\[/g)]
      .filter(([, members = '']) => !/\bvalue=/.test(members))
      .map(() => `${path} shows a state without value, its name in the API`),
  );

/** The members of an object of texts, unless a state chooses among them. */
const TEXTS = /\bexport const \w+ = \{\n([\s\S]*?)\n\}(?! satisfies)/g;

/** A text that nobody shows is nobody's: no file of an app or of what they share reads a member of its name. */
export const wordsAreUsed: Rule = (sources) => {
  const shown = sources.filter(({ path }) => /^(?:ui|portal|console)\/src\//.test(path));
  const used = new Set(
    shown.flatMap(({ text }) => [...text.matchAll(/\.(\w+)\b/g)].map(([, name]) => name)),
  );
  return shown
    .filter(({ path }) => WORDS.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(TEXTS)].flatMap(([, members = '']) =>
        [...members.matchAll(/^ {2}(\w+):/gm)]
          .filter(([, name]) => !used.has(name))
          .map(([, name]) => `${path} says ${name}, which nobody shows`),
      ),
    );
};

const OUR_NAME = /(?<![/@])\bpsnb2b\b/;

/** To its partners the shop has a name of its own, which `readBrand` knows; ours stands only in addresses. */
export const shopsSayTheirName: Rule = (sources) =>
  sources
    .filter(({ path, text }) => /^portal\//.test(path) && WORDS.test(path) && OUR_NAME.test(text))
    .map(({ path }) => `${path} says psnb2b; readBrand().name is the name of the shop`);
