import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PART_BYTES_MIN = 5 * 1024 * 1024;
const BUCKET = 'backups';
const KEY = { id: 'AKIAEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY' };

/** A request of a client, for rules about faults. */
export interface Asked {
  readonly method: string;
  /** The key of the object; empty for the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
}

/** What happens in place of an answer, or before it. */
export type Fault =
  | { readonly status: number; readonly code: string }
  | { readonly waitMs: number }
  /** The connection ends: before an answer, after the work was done, or in the middle of the body. */
  | 'cut'
  | 'lost'
  | 'half';

/** A store that speaks the protocol of S3, verifies every signature by itself, and fails as a rule says. */
export interface TestStore extends AsyncDisposable {
  readonly env: {
    readonly AWS_ACCESS_KEY_ID: string;
    readonly AWS_SECRET_ACCESS_KEY: string;
    readonly AWS_ENDPOINT_URL_S3: string;
    readonly AWS_REGION: string;
  };
  readonly objects: Map<string, Buffer>;
  /** Uploads that were begun, and neither completed nor given up. */
  readonly uploads: Map<string, { key: string; parts: Map<number, Buffer> }>;
  readonly asked: Asked[];
  /** Called for each request; undefined: it is answered. */
  rule: (asked: Asked) => Fault | undefined;
}

export async function openTestStore(): Promise<TestStore> {
  const objects: TestStore['objects'] = new Map();
  const uploads: TestStore['uploads'] = new Map();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 500, problem(String(error)));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store: TestStore = {
    env: {
      AWS_ACCESS_KEY_ID: KEY.id,
      AWS_SECRET_ACCESS_KEY: KEY.secret,
      AWS_ENDPOINT_URL_S3: `http://${host}`,
      AWS_REGION: 'eu-test-1',
    },
    ...{ objects, uploads, asked: [], rule: () => undefined },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return store;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const url = new URL(String(request.url), `http://${host}`);
    const [bucket, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const asked: Asked = {
      method: String(request.method),
      key: rest.join('/'),
      query: url.searchParams,
    };
    store.asked.push(asked);
    const fault = store.rule(asked);
    if (fault === 'cut') return void request.socket.destroy();
    if (typeof fault === 'object' && 'status' in fault) {
      return send(response, fault.status, problem(fault.code));
    }
    if (typeof fault === 'object') await delay(fault.waitMs);
    const wrong = signatureProblem(request, url, body);
    if (wrong) return send(response, 403, problem(wrong));
    if (bucket !== BUCKET) return send(response, 404, problem('NoSuchBucket'));
    const { status, text, headers } = work(asked, body, request.headers.range);
    if (fault === 'lost') return void request.socket.destroy();
    if (fault !== 'half') return send(response, status, text, headers);
    response.writeHead(status, { ...headers, 'content-length': text.length });
    response.write(text.subarray(0, text.length >> 1), () => request.socket.destroy());
  }

  function work(
    { method, key, query }: Asked,
    body: Buffer,
    range: string | undefined,
  ): { status: number; text: Buffer; headers?: Record<string, string> } {
    const uploadId = query.get('uploadId');
    const upload = uploadId === null ? undefined : uploads.get(uploadId);
    if (uploadId !== null && (upload?.key !== key || !upload)) {
      return { status: 404, text: problem('NoSuchUpload') };
    }
    if (method === 'POST' && query.has('uploads')) {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map() });
      return { status: 200, text: xml(`<R><UploadId>${id}</UploadId></R>`) };
    }
    if (upload && uploadId !== null) {
      if (method === 'DELETE') uploads.delete(uploadId);
      if (method === 'DELETE') return { status: 204, text: xml('') };
      if (method === 'POST') return complete(uploadId, upload, body);
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, text: xml(''), headers: { etag: etagOf(body) } };
    }
    if (method === 'GET' && query.has('uploads')) {
      const begins = String(query.get('prefix'));
      const listed = [...uploads].filter(([, { key: at }]) => at.startsWith(begins));
      const blocks = listed.map(
        ([id, { key: at }]) => `<Upload><Key>${at}</Key><UploadId>${id}</UploadId></Upload>`,
      );
      return { status: 200, text: xml(`<R>${blocks.join('')}</R>`) };
    }
    if (method === 'PUT') objects.set(key, body);
    if (method === 'PUT') return { status: 200, text: xml('') };
    if (method === 'DELETE') objects.delete(key);
    if (method === 'DELETE') return { status: 204, text: xml('') };
    const found = objects.get(key);
    if (!found) return { status: 404, text: problem('NoSuchKey') };
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0); // nothing: from the start
    const headers = { etag: etagOf(found) };
    return { status: from > 0 ? 206 : 200, text: found.subarray(from), headers };
  }

  function complete(
    id: string,
    { key, parts }: { key: string; parts: Map<number, Buffer> },
    list: Buffer,
  ) {
    const wanted = [...list.toString().matchAll(/<ETag>&quot;(\w+)&quot;<\/ETag>/g)];
    const sent = [...parts].sort(([one], [other]) => one - other).map(([, part]) => part);
    const isSame =
      wanted.length === sent.length &&
      sent.every((part, at) => etagOf(part) === `"${wanted[at]?.[1]}"`);
    if (!isSame) return { status: 400, text: problem('InvalidPart') };
    if (sent.slice(0, -1).some(({ length }) => length < PART_BYTES_MIN)) {
      return { status: 400, text: problem('EntityTooSmall') };
    }
    uploads.delete(id);
    objects.set(key, Buffer.concat(sent));
    return { status: 200, text: xml('<R/>') };
  }
}

/** The place of the bucket that a store has, with a prefix. */
export function bucketUrl(prefix: string): string {
  return `s3://${BUCKET}/${prefix}`;
}

const xml = (text: string) => Buffer.from(text);
const problem = (code: string) => xml(`<Error><Code>${code}</Code></Error>`);
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

function send(
  response: ServerResponse,
  status: number,
  text: Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...headers, 'content-length': text.length });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** Verifies as the store of Amazon does (AWS Signature Version 4); null if the request may pass. */
function signatureProblem(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const { headers } = request;
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/.exec(
      String(headers.authorization),
    );
  if (!match) return 'AccessDenied';
  const [, id, day = '', region = '', names = '', signature] = match;
  if (id !== KEY.id) return 'InvalidAccessKeyId';
  if (region !== 'eu-test-1') return 'AuthorizationHeaderMalformed';
  const hash = String(headers['x-amz-content-sha256']);
  if (hash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  if (!names.split(';').includes('host')) return 'AccessDenied';
  const encoded = (text: string) =>
    encodeURIComponent(text).replaceAll(
      /[!'()*]/g,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const search = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const path = url.pathname.split('/').map((part) => encoded(decodeURIComponent(part)));
  const canonical = [request.method, path.join('/'), search, signed.join(''), names, hash];
  const date = String(headers['x-amz-date']);
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n');
  const parts = [day, region, 's3', 'aws4_request'];
  const key = parts.reduce<Buffer | string>((last, part) => hmac(last, part), `AWS4${KEY.secret}`);
  if (hmac(key, text).toString('hex') !== signature) return 'SignatureDoesNotMatch';
  const at = Date.parse(
    date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Math.abs(Date.now() - at) > 15 * 60_000 ? 'RequestTimeTooSkewed' : null;
}
