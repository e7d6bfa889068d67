/** What to run: the bundle while it is made of the sources as they are, else the sources themselves. */
export function entryPoint(root?: string): string;
/** The same for the thread of exports; `main`: the file that this process runs. */
export function threadEntry(main: string | undefined, root?: string): string;
/** Whether nothing that the bundle was made of has changed since. */
export function isFresh(root?: string): boolean;
/** A file's size and time: no change leaves both. */
export function stateOf(file: string): string;
