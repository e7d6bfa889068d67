declare const own: unique symbol;

/**
 * An address of a page of this app, below the app's name. Only the table of pages creates one (and `ownPath`, from what
 * the server wrote), so that a link to an unknown page does not compile. `Query` are the names that the page reads of
 * its query.
 */
export type Address<Query extends string = never> = string & { readonly [own]: Query };

/** Returns the same page with a query: the names are the page's own, and names without a value are left out. */
export function at<Query extends string>(
  address: Address<Query>,
  query: { readonly [Name in Query]?: string | undefined },
): Address {
  const entries = Object.entries<string | undefined>(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return (entries.length === 0 ? address : `${address}?${new URLSearchParams(entries)}`) as Address;
}

/** Returns a place on a page. */
export function inside(address: Address<string>, id: string): Address {
  return `${address}#${id}` as Address;
}
