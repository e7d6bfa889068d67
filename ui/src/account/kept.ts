/** The part of the browser's storage of one tab that is needed here. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

interface Person {
  readonly user: { readonly id: string };
}

const PREFIX = 'psnb2b.kept.';
const ofPerson = (userId: string) => `${PREFIX}${userId}.`;

/**
 * Keeps what a person has begun, for this tab: after a reload, or after signing in again, the same person goes on with it. It is dropped when
 * the person signs out or somebody else signs in.
 */
export function keep(store: Store, { user }: Person, name: string, value: unknown): void {
  store.setItem(ofPerson(user.id) + name, JSON.stringify(value));
}

/** What the person has kept under a name; null if nothing readable is there. */
export function kept(store: Store, { user }: Person, name: string): unknown {
  try {
    return JSON.parse(store.getItem(ofPerson(user.id) + name) ?? 'null');
  } catch {
    return null;
  }
}

/** Drops what everybody else has kept; without a person, everything. */
export function dropKept(store: Store, me: Person | null): void {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  for (const name of names) {
    const isMine = me !== null && name.startsWith(ofPerson(me.user.id));
    if (name.startsWith(PREFIX) && !isMine) store.removeItem(name);
  }
}
