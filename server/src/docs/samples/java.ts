import { joined, jsonLine, piecesOf, type SampleCall } from './sample-call.ts';

const write = {
  text: JSON.stringify,
  variable: (name: string) => `System.getenv("${name}")`,
};

/** A JSON text as a text block, whose indentation Java removes. */
function literal(json: string): string {
  return `"""\n                ${json.replaceAll('\\', '\\\\')}"""`;
}

/** A text block, or the pieces of the text joined if it names variables. */
function bodyOf(json: string): string {
  const hasVariables = piecesOf(json).some((piece) => 'variable' in piece);
  return hasVariables ? joined(json, ' + ', write) : literal(json);
}

/** The request as a Java 17 program, with the standard library alone. */
export function javaSample({ method, url, headers, body }: SampleCall): string {
  const publisher =
    body === undefined
      ? 'HttpRequest.BodyPublishers.noBody()'
      : `HttpRequest.BodyPublishers.ofString(${bodyOf(jsonLine(body))})`;
  return [
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    '',
    'public class Sample {',
    '    public static void main(String[] args) throws Exception {',
    `        var request = HttpRequest.newBuilder(URI.create(${joined(url, ' + ', write)}))`,
    ...headers.map(
      ([name, value]) => `            .header("${name}", ${joined(value, ' + ', write)})`,
    ),
    ...(method === 'GET' ? [] : [`            .method("${method}", ${publisher})`]),
    '            .build();',
    '        var client = HttpClient.newHttpClient();',
    '        var reply = client.send(request, HttpResponse.BodyHandlers.ofString());',
    '        if (reply.statusCode() >= 400) throw new RuntimeException(reply.body());',
    '        System.out.println(reply.body());',
    '    }',
    '}',
  ].join('\n');
}
