import { joined, jsonLine, type SampleCall } from './sample-call.ts';

const write = {
  text: JSON.stringify,
  variable: (name: string) => `os.Getenv("${name}")`,
};
const BACKTICK = '`';

/** A JSON text as a Go literal: raw, unless it contains the quote of raw literals. */
function literal(json: string): string {
  return json.includes(BACKTICK) ? JSON.stringify(json) : BACKTICK + json + BACKTICK;
}

/** The request as a Go program, with the standard library alone. */
export function goSample({ method, url, headers, body }: SampleCall): string {
  const reader =
    body === undefined
      ? 'nil'
      : `strings.NewReader(${joined(jsonLine(body), ' + ', { ...write, text: literal })})`;
  return [
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"io"',
    '\t"net/http"',
    '\t"os"',
    ...(body === undefined ? [] : ['\t"strings"']),
    ')',
    '',
    'func main() {',
    ...(body === undefined ? [] : [`\tbody := ${reader}`]),
    `\trequest, err := http.NewRequest("${method}", ${joined(url, '+', write)}, ${body === undefined ? 'nil' : 'body'})`,
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    ...headers.map(
      ([name, value]) => `\trequest.Header.Set("${name}", ${joined(value, '+', write)})`,
    ),
    '\treply, err := http.DefaultClient.Do(request)',
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    '\tdefer reply.Body.Close()',
    '\ttext, err := io.ReadAll(reply.Body)',
    '\tif err != nil || reply.StatusCode >= 400 {',
    '\t\tpanic(fmt.Sprint(err, string(text)))',
    '\t}',
    '\tfmt.Println(string(text))',
    '}',
  ].join('\n');
}
