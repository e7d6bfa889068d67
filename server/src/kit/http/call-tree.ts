import { assert } from '../assert.ts';

/** What is mounted at a path, by method. */
export type Place<Mounted> = ReadonlyMap<string, Mounted>;

/** The place that an address means, and its parameters. */
export interface Found<Mounted> {
  readonly place: Place<Mounted>;
  readonly params: Readonly<Record<string, string>>;
}

/** The paths of an API, by which a request finds its call. */
export interface CallTree<Mounted> {
  /** Mounts a call at a path such as `/lots/{lot_id}/codes`. A GET also answers HEAD: the same reply without its body (RFC 9110, section 9.3.2). */
  add(method: string, path: string, mounted: Mounted): void;
  /** Returns the place of an address by its parts; of two that fit, the one that has a word where the other has a parameter. */
  find(parts: readonly string[]): Found<Mounted> | null;
  /** Whether a GET must be refused for some word where a path has its only parameter, between these two: other calls own the word. */
  refusesWord(before: string, after: string): boolean;
}

/** A parameter is one part, whatever it is called. */
interface Branch<Mounted> {
  readonly words: Map<string, Branch<Mounted>>;
  param: Branch<Mounted> | null;
  place: Map<string, Mounted> | null;
  /** Of the parameters of its place, in their order. */
  names: readonly string[];
}

const PARAM = /^\{(\w+)\}$/;

/**
 * Fastify's router would take most of a server's start for as many paths. It also knows a path only by its methods, so it could not tell
 * one that lacks the method from one that does not exist.
 */
export function callTree<Mounted>(): CallTree<Mounted> {
  const top = branch<Mounted>();
  return {
    add(method, path, mounted) {
      const parts = path.slice(1).split('/');
      const names = parts.flatMap((part) => PARAM.exec(part)?.[1] ?? []);
      const end = parts.reduce(grown, top);
      end.place ??= new Map();
      if (end.place.size === 0) end.names = names;
      assert(names.join() === end.names.join(), `the parameters of ${path} have one name each`);
      end.place.set(method, mounted);
      if (method === 'GET') end.place.set('HEAD', mounted);
    },
    find(parts) {
      const values: string[] = [];
      const end = endOf(top, parts, values);
      if (end?.place == null) return null;
      const params: Record<string, string> = {};
      for (const [index, value] of values.entries()) params[end.names[index] as string] = value;
      return { place: end.place, params };
    },
    refusesWord(before, after) {
      let at: Branch<Mounted> | undefined = top;
      for (const part of before.slice(1, -1).split('/')) at = at?.words.get(part);
      for (const word of at?.words.values() ?? []) {
        const end = after === '' ? word : word.words.get(after.slice(1));
        if (end?.place && !end.place.has('GET')) return true;
      }
      return false;
    },
  };
}

function branch<Mounted>(): Branch<Mounted> {
  return { words: new Map(), param: null, place: null, names: [] };
}

function grown<Mounted>(at: Branch<Mounted>, part: string): Branch<Mounted> {
  if (PARAM.test(part)) {
    at.param ??= branch();
    return at.param;
  }
  const next = at.words.get(part) ?? branch();
  at.words.set(part, next);
  return next;
}

/** Returns the branch with a place that these parts lead to, and collects the values of the parameters on the way. */
function endOf<Mounted>(
  at: Branch<Mounted>,
  parts: readonly string[],
  values: string[],
  index = 0,
): Branch<Mounted> | null {
  const part = parts[index];
  if (part === undefined) return at.place && at;
  const word = at.words.get(part);
  const found = word ? endOf(word, parts, values, index + 1) : null;
  if (found || !at.param) return found;
  const { length } = values;
  values.push(part);
  const named = endOf(at.param, parts, values, index + 1);
  if (!named) values.length = length;
  return named;
}

/** Returns the parts of the path of a request behind the first ones, decoded. A path that cannot be decoded never gets here. */
export function partsOfUrl(url: string, skipped: number): string[] {
  const [path = ''] = url.split(/[?#]/, 1);
  const parts = path.split('/').slice(skipped);
  return path.includes('%') ? parts.map((part) => decodeURIComponent(part)) : parts;
}
