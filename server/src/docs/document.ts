/** One page of the documentation, as Markdown. */
export interface Document {
  readonly path: string;
  /** The title in lists; the page's own is its first heading. */
  readonly title: string;
  /** One sentence for lists, search engines and previews of links. */
  readonly lead: string;
  /** Its part of the navigation; null for a page that another page leads to. */
  readonly section: string | null;
  /** The Markdown, with the address of this server in its samples. */
  readonly read: (publicUrl: string) => Promise<string> | string;
  /** HTML that follows its beginning. */
  readonly form?: () => string;
}
