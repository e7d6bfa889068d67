import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page of a web app, as the build wrote it. */
export interface BuiltPage {
  /** Below the app's name, in the router's form: `/lots/:id`. */
  readonly path: string;
  readonly title: string;
  /** What it is for, in a sentence or two. */
  readonly lead?: string;
  /** Whether it is for people who are signed in, with the frame of the app around it. */
  readonly framed: boolean;
  /** The scripts that it needs besides those that the page itself names, in the folder of the build. */
  readonly scripts: readonly string[];
  /** What it reads first, below the app's API. */
  readonly early: readonly string[];
}

/** Returns the page at a path below the app's name; null where there is none. The build takes them from the app's own table. */
export async function builtPage(folder: string, path: string): Promise<BuiltPage | null> {
  const text = await readFile(join(folder, 'pages.json'), 'utf8').catch(() => '[]');
  const pages = JSON.parse(text) as readonly BuiltPage[];
  return pages.find((page) => matches(page.path, path)) ?? null;
}

function matches(pattern: string, path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/');
  const wanted = pattern.replace(/\/$/, '').split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part.startsWith(':') ? parts[at] !== '' : part === parts[at]))
  );
}
