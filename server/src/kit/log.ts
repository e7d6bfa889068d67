import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Header fields that sign a caller in; fastify logs requests as `req`, and ours may be nested once. */
const CREDENTIALS = ['authorization', 'cookie', '["set-cookie"]'];

/**
 * A logger of JSON lines, or of readable lines on a terminal. The server logs to stdout; a command
 * whose stdout is its answer logs to stderr.
 */
export function createLog(level: LogLevel, stream: NodeJS.WriteStream = process.stdout): Logger {
  const terminal = stream.isTTY === true;
  const lines: DestinationStream = terminal
    ? pretty({ destination: stream, ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' })
    : stream;
  return createLogTo(level, lines);
}

/** The same logger into any stream of lines. */
export function createLogTo(level: LogLevel, lines: DestinationStream): Logger {
  const redact = { paths: redactedPaths(), censor: '[secret]' };
  return pino({ level, redact, serializers: { err: withoutClient } }, lines);
}

/** The database driver hangs its whole connection on its errors, cancel key included. */
function withoutClient(error: Error): object {
  const { client: _, ...told } = pino.stdSerializers.err(error);
  return told;
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
