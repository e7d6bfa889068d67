/** An object store that refuses, or cannot be reached. The message says what to change, and names no secret. */
export class StoreProblem extends Error {
  /** The store's own code, such as `NoSuchUpload`; empty if it did not answer. */
  readonly code: string;

  constructor(message: string, code = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreProblem';
    this.code = code;
  }
}

const ACTIONS =
  's3:PutObject, s3:GetObject, s3:DeleteObject, s3:AbortMultipartUpload, s3:ListBucketMultipartUploads and s3:ListBucket';

/** What to change, by the code of the answer (Amazon S3 API, "Error responses"). */
const SENTENCES: Readonly<Record<string, (place: string, host: string) => string>> = {
  AccessDenied: (place) =>
    `The store refuses the key in AWS_ACCESS_KEY_ID at ${place}: allow it ${ACTIONS} there.`,
  InvalidAccessKeyId: (_, host) =>
    `${host} does not know the key in AWS_ACCESS_KEY_ID; correct it, or AWS_ENDPOINT_URL_S3.`,
  SignatureDoesNotMatch: () =>
    'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID; set both to one key.',
  RequestTimeTooSkewed: () =>
    'The clock of this machine differs from the clock of the store by more than 15 minutes; correct the clock.',
  NoSuchBucket: (place, host) =>
    `${host} has no bucket of ${place}; create it, or correct the name, AWS_REGION or AWS_ENDPOINT_URL_S3.`,
  AuthorizationHeaderMalformed: otherRegion,
  PermanentRedirect: otherRegion,
  TemporaryRedirect: otherRegion,
  QuotaExceeded: full,
  XMinioStorageFull: full,
  InsufficientStorage: full,
};

/** Explains an answer that is a refusal, or that stayed one after the last attempt. */
export function refusalOf(
  place: string,
  host: string,
  { status, code }: { status: number; code: string },
): StoreProblem {
  const named = code || CODES[status] || '';
  const sentence = SENTENCES[named];
  if (sentence) return new StoreProblem(sentence(place, host), named);
  const said = code === '' ? String(status) : `${status} ${code}`;
  const advice =
    status >= 500 || status === 429
      ? 'Look at the status of the store, and make the backup again later.'
      : 'Check AWS_ENDPOINT_URL_S3, and whether the store speaks the protocol of S3.';
  return new StoreProblem(`${host} answered ${said} at ${place}. ${advice}`, named);
}

/** An answer to HEAD has no code. */
const CODES: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  307: 'TemporaryRedirect',
  403: 'AccessDenied',
  507: 'InsufficientStorage',
};

/** Explains a connection that failed or broke. */
export function silenceOf(place: string, host: string, error: unknown): StoreProblem {
  const why =
    error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : causeOf(error);
  return new StoreProblem(
    `${host} could not be reached for ${place}, or broke the connection (${why}). Check AWS_ENDPOINT_URL_S3 and the network, then try again.`,
    '',
    { cause: error },
  );
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : String(cause);
}

function otherRegion(place: string): string {
  return `The bucket of ${place} is in another region; set AWS_REGION to the region of the bucket.`;
}

function full(place: string): string {
  return `The store has no room left for ${place}; delete old backups, or raise the quota of the bucket.`;
}
