import { isTest, type Rule, type Source } from './source.ts';

const CONTROL =
  /<(?:TextInput|Textarea|NumberInput|PasswordInput|Select|Checkbox|Radio|SegmentedControl|Switch|input|select|textarea|table)\b|\buseForm[(<]/g;
/** Where the kits are made, and filters, which are in the address. */
const KITS = /^ui\/src\/(?:form|list)\/|^ui\/src\/http\/create-calls\.ts$/;
const REASON = /\bby hand: \S/;

const pagesOf = (sources: readonly Source[]) =>
  sources.filter(
    ({ path }) =>
      /^(?:ui|portal|console)\/src\/.*\.tsx?$/.test(path) && !KITS.test(path) && !isTest(path),
  );

/** Lists are made of `columnsOf`, which is typed by the row and puts figures and times to the right. */
export const columnsComeFromTheKit: Rule = (sources) =>
  pagesOf(sources)
    .filter(({ text }) => /\bcell: |\bcell\(.*\{$/m.test(text.replaceAll(/\b\w+\.cell\(/g, '')))
    .map(({ path }) => `${path} writes a column by hand; columnsOf makes it`);

/**
 * Forms are made of `useFormOf` and `Field`, whose rules and sentences are the contract's. What stays by hand says
 * why in its part of the file, after `by hand:`.
 */
export const fieldsComeFromTheRules: Rule = (sources) =>
  pagesOf(sources).flatMap(({ path, text }) =>
    partsOf(text).flatMap((part) => {
      const [control] = part.match(CONTROL) ?? [];
      if (control === undefined || REASON.test(part)) return [];
      return [`${path} has ${control} by hand; useFormOf and Field make it, or say why not`];
    }),
  );

/** The functions and constants of a file, each with the comment above it. */
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

/** What a page says is in its folder: the texts of an app that stand elsewhere belong to more pages than one. */
export const wordsStandBesideTheirPages: Rule = (sources) =>
  sources
    .filter(({ path }) => /^(?:portal|console)\/src\/text\//.test(path))
    .map(
      ({ path }) => `${path} collects the words of pages; put them into words.ts of their folder`,
    );
