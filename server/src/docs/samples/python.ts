import { joined, type SampleCall, writeLiteral } from './sample-call.ts';

const write = {
  text: JSON.stringify,
  variable: (name: string) => `os.environ["${name}"]`,
};
const WORDS = {
  ...{ open: '{', close: '}', text: (text: string) => joined(text, ' + ', write) },
  ...{ null: 'None', true: 'True', false: 'False' },
};

/** The request as a Python program, with the standard library alone. */
export function pythonSample({ method, url, headers, body }: SampleCall): string {
  return [
    ...(body === undefined ? [] : ['import json']),
    'import os',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${joined(url, ' + ', write)},`,
    `    method="${method}",`,
    '    headers={',
    ...headers.map(([name, value]) => `        "${name}": ${joined(value, ' + ', write)},`),
    '    },',
    ...(body === undefined ? [] : [`    data=json.dumps(${writeLiteral(body, WORDS)}).encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as reply:',
    '    print(reply.read().decode())',
  ].join('\n');
}
