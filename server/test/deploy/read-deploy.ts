import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml';

const ROOT = new URL('../../../', import.meta.url);
/** With `<<`, which compose files use. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** The path of a file of the repository. */
export const fileAt = (path: string): string => fileURLToPath(new URL(path, ROOT));

export const readText = (path: string): string => readFileSync(fileAt(path), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: a schema or the test itself says what is in it.
export const readYaml = (path: string): any => load(readText(path), { schema });

/** Each document of a file. */
// biome-ignore lint/suspicious/noExplicitAny: a schema or the test itself says what is in it.
export const readDocuments = (path: string): any[] => loadAll(readText(path), { schema });
