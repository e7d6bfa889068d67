import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Limit for lines that could not be written. */
const WAITING_BYTES_MAX = 1024 * 1024;
const RETRY_MS = 1_000;

type Output = NodeJS.WriteStream & { readonly fd: number };

/** Header fields with credentials; fastify logs requests as `req`, and ours may be nested once. */
const CREDENTIALS = ['authorization', 'cookie', '["set-cookie"]'];

/**
 * A logger of JSON lines, or of readable lines on a terminal. The server logs to stdout; a command, whose stdout is its answer,
 * logs to stderr.
 */
export function createLog(level: LogLevel, stream: Output = process.stdout): Logger {
  const terminal = stream.isTTY === true;
  const lines: DestinationStream = terminal
    ? pretty({ destination: stream, ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' })
    : patientLines(stream.fd);
  return createLogTo(level, lines);
}

/**
 * Writes lines to a file or a pipe that may refuse them: a full disk must not end the process, as an error on a Node stream
 * would. The oldest lines wait and are written later; then a line says how many others were dropped.
 */
export function patientLines(fd: number, bytesMax: number = WAITING_BYTES_MAX): DestinationStream {
  const lines = pino.destination({ fd, sync: true, maxLength: bytesMax });
  let dropped = 0;
  let waits = false;
  const tryAgain = () => {
    if (waits) return;
    waits = true;
    const again = () => {
      waits = false;
      lines.write('');
    };
    setTimeout(again, RETRY_MS).unref();
  };
  lines.on('error', tryAgain);
  lines.on('drop', () => {
    dropped += 1;
  });
  lines.on('drain', () => {
    if (dropped === 0) return;
    const msg = `${dropped} lines of this log could not be written`;
    dropped = 0;
    lines.write(`${JSON.stringify({ level: 50, time: Date.now(), msg })}\n`);
  });
  // Without pino's flushSync, which it calls after a fatal line and which waits for room for ever.
  return { write: (line) => void lines.write(line) };
}

/** The same logger into any stream of lines. */
export function createLogTo(level: LogLevel, lines: DestinationStream): Logger {
  const redact = { paths: redactedPaths(), censor: '[secret]' };
  return pino({ level, redact, serializers: { err: withoutClient } }, lines);
}

/** The database driver attaches its whole connection to its errors, including the cancel key. */
function withoutClient(error: Error): object {
  const { client: _, ...logged } = pino.stdSerializers.err(error);
  return logged;
}

function redactedPaths(): string[] {
  const prefixes = ['', 'headers', 'req.headers', 'res.headers', '*.headers', 'err.headers'];
  return prefixes.flatMap((prefix) =>
    CREDENTIALS.map((field) => {
      if (prefix === '') return field;
      return field.startsWith('[') ? `${prefix}${field}` : `${prefix}.${field}`;
    }),
  );
}
