/** Something that a search found, and where it is. */
export interface Found {
  readonly to: string;
  readonly title: string;
  readonly line?: string;
}
