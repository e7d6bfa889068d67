import { dirname } from 'node:path';
import { ApiError, ConnectionError, PsnB2bError } from '@psnb2b/sdk';
import { CommandError, type Exit, exits, Interrupted } from './exit.ts';
import { visible } from './output/paint.ts';

/** What is said of an error, and how the program ends. An empty text says nothing. */
export interface Reported {
  readonly exit: Exit;
  readonly text: string;
  /** With `--json`: one line with a `code` to decide on. */
  readonly value: object;
}

const KEY_CODES = new Set([
  'unauthorized',
  'ip_not_allowed',
  'scope_missing',
  'partner_suspended',
  'partner_not_approved',
  'test_key_required',
]);

const NO_NETWORK =
  '\nIs the address right (PSNB2B_URL if it is set, otherwise `psnb2b profiles`), and your network up?';
/** A key that was mistyped, revoked, or is of another shop. */
const WRONG_KEY =
  '\nThe key was that of PSNB2B_KEY if it is set, otherwise that of a profile: `psnb2b profiles` lists them, `psnb2b login` stores another key.';
/** While it is written, a file has this name. */
const PART = /\.[0-9a-f-]{36}\.part$/;

/** What the operating system says of files, in a sentence. */
const OF_FILES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'Your quota of disk space is used up',
  EACCES: 'This needs rights to a file or folder that you do not have',
  EPERM: 'This needs rights to a file or folder that you do not have',
  EROFS: 'The file system can only be read',
  ENOENT: 'There is no such file or folder',
  ENOTDIR: 'A part of the path is not a folder',
  EISDIR: 'This is a folder',
  ENAMETOOLONG: 'The name is too long',
  EMFILE: 'Too many files are open',
};

export function reportError(error: unknown): Reported {
  if (error instanceof Interrupted) {
    return { exit: exits.interrupted, text: 'Interrupted.', value: { code: 'interrupted' } };
  }
  if (error instanceof CommandError) {
    return {
      exit: error.exit,
      text: error.message,
      value: { code: 'command', detail: error.message },
    };
  }
  if (error instanceof ApiError) return refused(error);
  if (error instanceof ConnectionError) {
    const { message, reason, outcomeUnknown, idempotencyKey } = error;
    const value = {
      code: `connection_${reason}`,
      detail: message,
      outcome_unknown: outcomeUnknown,
    };
    return {
      exit: exits.noReply,
      text: `${visible(message)}${reason === 'network' ? NO_NETWORK : ''}`,
      value: { ...value, idempotency_key: idempotencyKey },
    };
  }
  if (error instanceof PsnB2bError) {
    return {
      exit: exits.usage,
      text: visible(error.message),
      value: { code: 'command', detail: error.message },
    };
  }
  return systemError(error);
}

function refused(error: ApiError): Reported {
  const { problem, code, requestId } = error;
  const fieldErrors = 'errors' in problem ? (problem.errors ?? []) : [];
  const lines = [
    `${problem.title}: ${problem.detail}`,
    ...fieldErrors.map(({ pointer, detail }) => `  ${pointer}: ${detail}`),
    `${code} · request ${requestId} · ${problem.type}`,
  ];
  const exit = KEY_CODES.has(code) ? exits.key : exits.refused;
  const hint = code === 'unauthorized' ? WRONG_KEY : '';
  return { exit, text: `${lines.map(visible).join('\n')}${hint}`, value: problem };
}

function systemError(error: unknown): Reported {
  const { code = '', path, message } = error as { code?: string; path?: string; message?: string };
  if (code === 'EPIPE') return { exit: exits.closedPipe, text: '', value: {} };
  if (code === 'ENOENT' && path !== undefined && PART.test(path)) {
    const text = `There is no folder ${visible(dirname(path))} (ENOENT). Nothing was written.`;
    return { exit: exits.file, text, value: { code: 'file', detail: text } };
  }
  const known = OF_FILES[code];
  if (known !== undefined) {
    const text = `${known}${path === undefined ? '' : `: ${visible(path.replace(PART, ''))}`} (${code}). Nothing half written is left.`;
    return { exit: exits.file, text, value: { code: 'file', detail: text } };
  }
  const stack = (error as { stack?: string }).stack;
  const text = `This is a bug of psnb2b; please report it:\n${stack ?? message ?? String(error)}`;
  return { exit: exits.bug, text, value: { code: 'bug', detail: String(message ?? error) } };
}
