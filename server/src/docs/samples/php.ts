import { joined, type SampleCall, writeLiteral } from './sample-call.ts';

const text = (each: string) => `'${each.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const write = { text, variable: (name: string) => `getenv('${name}')` };
const WORDS = {
  ...{ open: '[', close: ']', empty: 'new stdClass()', to: ' => ', name: text },
  text: (each: string) => joined(each, ' . ', write),
  ...{ null: 'null', true: 'true', false: 'false' },
};

/** The request as a PHP program, with the curl extension. */
export function phpSample({ method, url, headers, body }: SampleCall): string {
  return [
    '<?php',
    `$request = curl_init(${joined(url, ' . ', write)});`,
    'curl_setopt_array($request, [',
    '    CURLOPT_RETURNTRANSFER => true,',
    ...(method === 'GET' ? [] : [`    CURLOPT_CUSTOMREQUEST => '${method}',`]),
    '    CURLOPT_HTTPHEADER => [',
    ...headers.map(([name, value]) => `        ${joined(`${name}: ${value}`, ' . ', write)},`),
    '    ],',
    ...(body === undefined
      ? []
      : [`    CURLOPT_POSTFIELDS => json_encode(${writeLiteral(body, WORDS)}),`]),
    ']);',
    '$reply = curl_exec($request);',
    'if ($reply === false || curl_getinfo($request, CURLINFO_RESPONSE_CODE) >= 400) {',
    '    throw new RuntimeException($reply ?: curl_error($request));',
    '}',
    'echo $reply;',
  ].join('\n');
}
