import type { Json } from './components.ts';

type Paths = Record<string, Record<string, { responses: Record<string, Json> }>>;

/**
 * Moves problem replies that several calls have out of `paths`, and leaves references: otherwise they are most of a document, and
 * most of the types made from it. Returns them as components, each named after its codes.
 */
export function shareProblems(paths: Record<string, Json>): Record<string, Json> {
  const all = Object.values(paths as Paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ responses }) =>
      Object.keys(responses).map((status) => ({
        responses,
        status,
        name: nameOf(responses[status]),
      })),
    );
  const shared: Record<string, Json> = {};
  for (const [name, uses] of Map.groupBy(all, (each) => each.name)) {
    const [first, second] = uses;
    if (name === null || first === undefined || second === undefined) continue;
    shared[name] = first.responses[first.status] as Json;
    for (const { responses, status } of uses) {
      responses[status] = { $ref: `#/components/responses/${name}` };
    }
  }
  return Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The replies of a call by status, with its document's references resolved. */
export function withShared(document: Json, replies: Record<string, Json>): Record<string, Json> {
  const { responses } = document.components as { responses: Record<string, Json> };
  return Object.fromEntries(
    Object.entries(replies).map(([status, reply]) => {
      const { $ref } = reply as { $ref?: string };
      return [status, responses[$ref?.split('/').at(-1) ?? ''] ?? reply];
    }),
  );
}

/** `UnauthorizedOrForbidden`; null for a reply that is no problem. */
function nameOf(reply: Json | undefined): string | null {
  const content = reply?.content as Record<string, { examples?: Json }> | undefined;
  const codes = Object.keys(content?.['application/problem+json']?.examples ?? {});
  return codes.length === 0 ? null : codes.map(pascalCase).join('Or');
}

/** `out_of_stock` → `OutOfStock`. */
export function pascalCase(code: string): string {
  return code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
