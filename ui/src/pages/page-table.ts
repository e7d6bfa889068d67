import type { QueryOf } from '@psnb2b/contract';
import type { IconName } from '../shell/icons.ts';
import type { Address } from './address.ts';

/** The position of a page in the navigation. */
export interface NavPlace<Group extends string = string, Count extends string = string> {
  readonly group: Group;
  readonly icon: IconName;
  /** After `g`. */
  readonly key: string;
  /** The name of the count of waiting items. */
  readonly count?: Count;
  /** The page's name in the navigation, if its title would be too long. */
  readonly title?: string;
}

/** A read whose input is known before the app is there. */
export interface EarlyRead {
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** The facts about a page that other parts need: one line of its app's table. */
export interface PageEntry<Call extends string = string> {
  /** Below the app's name, in the router's form: `/lots/:id`. */
  readonly path: `/${string}`;
  /** Below the app's `pages`, without `.tsx`. The file exports a component of its own name. */
  readonly file: string;
  readonly title: string;
  /** What the page is for, below its title: painted with the frame, before the first script. */
  readonly lead?: string;
  /**
   * The call that the page needs: a role that may not make it does not see the page. It also defines the page's query.
   */
  readonly call?: Call;
  /** More names that the page reads of its query. */
  readonly takes?: readonly string[];
  readonly nav?: NavPlace;
  /**
   * What every role reads on it first, with the same input: the browser begins to read it while the scripts of the app are loading.
   * Only for addresses without a query, which may ask for something else.
   */
  readonly early?: readonly EarlyRead[];
  /** For people who are not signed in, or whose sign-in is incomplete. */
  readonly outside?: true;
  /** Shows nothing of its own, and leads to another page. */
  readonly leadsOn?: true;
}

export type PageTable = Readonly<Record<string, PageEntry>>;

/** The parameters of a path, each a string. */
type ParamsOf<Path extends string> = Path extends `${string}/:${string}/${infer Rest}`
  ? [string, ...ParamsOf<`/${Rest}`>]
  : Path extends `${string}/:${string}`
    ? [string]
    : [];

type NamesOf<Query> = Query extends object ? keyof Query & string : never;

type QueryNames<Operations, Entry> =
  | (Entry extends { readonly call: infer Call extends keyof Operations }
      ? NamesOf<QueryOf<Operations[Call]>>
      : never)
  | (Entry extends { readonly takes: readonly (infer Name extends string)[] } ? Name : never);

/** The addresses of a table by the names of its pages; a path with parameters is a function of them. */
export type LinksOf<Operations, Table extends PageTable> = {
  readonly [Name in keyof Table]: ParamsOf<Table[Name]['path']> extends []
    ? Address<QueryNames<Operations, Table[Name]>>
    : (...params: ParamsOf<Table[Name]['path']>) => Address<QueryNames<Operations, Table[Name]>>;
};

/**
 * Checks a table's lines against the calls of the app's API, and returns it unchanged. Use: `definePages<typeof
 * operations>()({ … })`.
 */
export function definePages<Operations>() {
  return <const Table extends Readonly<Record<string, PageEntry<keyof Operations & string>>>>(
    table: Table,
  ): Table => table;
}

/** Returns the addresses of all pages, typed by their paths. */
export function linksOf<Operations, const Table extends PageTable>(
  table: Table,
): LinksOf<Operations, Table> {
  const links = Object.entries(table).map(([name, { path }]) => [
    name,
    path.includes(':') ? (...params: string[]) => fill(path, params) : path,
  ]);
  return Object.fromEntries(links) as LinksOf<Operations, Table>;
}

function fill(path: string, params: readonly string[]): string {
  const rest = params.values();
  return path.replaceAll(/:\w+/g, () => encodeURIComponent(rest.next().value ?? ''));
}

/** Returns the page above: the one whose path this path continues. No page is below the first page. */
export function parentOf(table: PageTable, { path }: PageEntry): PageEntry | null {
  const above = Object.values(table).filter(
    (each) => each.path !== '/' && path.startsWith(`${each.path}/`),
  );
  return above.sort((one, other) => other.path.length - one.path.length)[0] ?? null;
}

/** Returns the pages that can be opened without an id. */
export function isOpen({ path, outside, leadsOn }: PageEntry): boolean {
  return !path.includes(':') && outside !== true && leadsOn !== true;
}
