import type { Me } from '../account/index.ts';
import type { Address } from '../pages/index.ts';
import { looksLikeCode } from './code-form.ts';
import type { Found } from './found.ts';

/** One letter finds nearly everything. */
const LENGTH_MIN = 2;
/** As much as the call takes. */
const LENGTH_MAX = 100;
const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
const CODE_ID = 'cod';

/** The page of a thing by its id, and the call that its page needs. */
export type PageOfId = readonly [
  title: string,
  place: (id: string) => Address<string>,
  call: string,
];

interface Answer<Kind extends string, Result> {
  readonly data: readonly Result[];
  /** Kinds that could not be searched. */
  readonly failed: readonly Kind[];
}

interface Hit<Kind extends string> {
  readonly kind: Kind;
  readonly title: string;
}

/** What an app's palette searches. */
export interface SearchParts<Kind extends string, Result extends Hit<Kind>> {
  /** By the prefix of an id. Other ids are searched for. */
  readonly pages: Readonly<Record<string, PageOfId>>;
  /** The call that looks codes up, and what is offered to those who may make it. */
  readonly code: { readonly call: string; readonly offer: Found };
  /** What the id of a code leads to; by default to the look-up. */
  readonly codeById?: (id: string) => Promise<readonly Found[]>;
  readonly ask: (text: string) => Promise<Answer<Kind, Result>>;
  /** Null: nothing leads there. */
  readonly placeOf: (result: Result) => Address<string> | null;
  readonly lineOf: (result: Result) => string;
  readonly groups: Readonly<Record<Kind | 'id', string>>;
  /** The list of each kind, for when it could not be searched. */
  readonly lists: Readonly<Record<Kind, Address<string>>>;
  readonly failed: (group: string) => string;
  readonly failedHint: string;
}

/**
 * Returns the search of a palette: an id leads to its page, a code to the page that looks codes up, and any other text finds what it is a part
 * of. Whatever is typed is sent in a body, never in an address, because a person may be typing a code.
 */
export function createSearch<Kind extends string, Result extends Hit<Kind>>(
  parts: SearchParts<Kind, Result>,
): (typed: string, me: Pick<Me, 'may'>) => Promise<readonly Found[]> {
  const { pages, code, groups } = parts;
  return async (typed, { may }) => {
    const prefix = ID.exec(typed)?.[1];
    const page = prefix === undefined ? undefined : pages[prefix];
    if (page) {
      const [title, place, call] = page;
      return may.includes(call) ? [{ to: place(typed), title, line: typed, group: groups.id }] : [];
    }
    const offer = may.includes(code.call) ? [{ ...code.offer, hands: typed }] : [];
    if (prefix === CODE_ID)
      return offer.length > 0 && parts.codeById ? parts.codeById(typed) : offer;
    const things = typed.length < LENGTH_MIN ? [] : await find(parts, typed);
    return looksLikeCode(typed) ? [...offer, ...things] : things;
  };
}

async function find<Kind extends string, Result extends Hit<Kind>>(
  { ask, placeOf, lineOf, groups, lists, failed, failedHint }: SearchParts<Kind, Result>,
  typed: string,
): Promise<readonly Found[]> {
  const answer = await ask(typed.slice(0, LENGTH_MAX));
  return [
    ...answer.data.flatMap((each) => {
      const to = placeOf(each);
      const shown = { title: each.title, line: lineOf(each), group: groups[each.kind] };
      return to === null ? [] : [{ to, ...shown }];
    }),
    ...answer.failed.map((kind) => ({
      ...{ to: lists[kind], title: failed(groups[kind]) },
      ...{ line: failedHint, group: groups[kind] },
    })),
  ];
}
