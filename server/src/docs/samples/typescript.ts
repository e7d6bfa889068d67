import { piecesOf, type SampleCall, variablesOf, writeLiteral } from './sample-call.ts';

const quoted = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
const isName = (text: string) => /^[A-Za-z_]\w*$/.test(text);
const name = (text: string) => (isName(text) ? text : quoted(text));

/** Where the reader's program reads its settings; this one never does. */
const ENVIRONMENT = ['process', 'env'].join('.');

/** A text as a literal, or as a template if it names variables. */
function written(text: string): string {
  const pieces = piecesOf(text);
  if (!pieces.some((piece) => 'variable' in piece)) return quoted(text);
  const parts = pieces.map((piece) =>
    'variable' in piece ? `\${${piece.variable}}` : piece.text.replaceAll('`', '\\`'),
  );
  return `\`${parts.join('')}\``;
}

/** A member of a body: a variable alone is its name. */
function expression(text: string): string {
  const [only, ...more] = piecesOf(text);
  if (only !== undefined && 'variable' in only && more.length === 0) return only.variable;
  return written(text);
}

/** The request as a TypeScript module for Node, Deno or Bun, with `fetch`. */
export function typescriptSample(call: SampleCall): string {
  const { method, url, headers, body } = call;
  const options = [
    ...(method === 'GET' ? [] : [`  method: ${quoted(method)},`]),
    ...(headers.length === 0
      ? []
      : [
          '  headers: {',
          ...headers.map(([key, value]) => `    ${name(key)}: ${written(value)},`),
          '  },',
        ]),
    ...(body === undefined
      ? []
      : [
          `  body: JSON.stringify(${writeLiteral(body, {
            ...{ open: '{ ', close: ' }', empty: '{}', name, text: expression },
            ...{ null: 'null', true: 'true', false: 'false' },
          })}),`,
        ]),
  ];
  return [
    `const { ${variablesOf(call).join(', ')} } = ${ENVIRONMENT};`,
    '',
    ...(options.length === 0
      ? [`const reply = await fetch(${written(url)});`]
      : [`const reply = await fetch(${written(url)}, {`, ...options, '});']),
    'if (!reply.ok) throw new Error(await reply.text());',
    'console.log(await reply.text());',
  ].join('\n');
}
