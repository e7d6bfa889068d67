import type { Command } from 'commander';
import { type App, openApp } from '../app.ts';
import { type Config, type KekSetting, loadConfig, loadSecrets } from '../config/index.ts';
import { actorOf, findUserByEmail } from '../identity/index.ts';
import { type EmailAddress, readEmail } from '../kit/email-address.ts';
import { parseId } from '../kit/ids.ts';
import { parseMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kit/time.ts';
import type { KekSource } from '../vault/index.ts';
import { printAnswer } from './print.ts';
import { type Terminal, terminalOf } from './terminal.ts';

/** The actor of the command line in the audit. */
export const OPERATOR = 'operator:command-line';

/** How much longer than a request a command may wait, as a factor: nobody waits for a reply. */
const PATIENCE = 3;

/** Opens the parts for one command beside a running server, or without one. */
export async function openSession(
  { env, log: openLog }: Terminal,
  { upgrades = false }: { readonly upgrades?: boolean } = {},
): Promise<App> {
  const config = loadConfig(env);
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  return openApp({
    config,
    kek: kekSource(config, env),
    log,
    connectionsMax: 4,
    patience: PATIENCE,
    upgrades,
  });
}

/** Where the key-encryption key is; beside an external database its file must be private. */
export function kekSource(config: Config, env: Terminal['env']): KekSource {
  const raw: KekSetting = loadSecrets(config.dataDir, env).kek;
  return raw.from === 'environment'
    ? { kind: 'text', text: raw.value.reveal() }
    : { kind: 'file', path: raw.path, strict: config.databaseUrl !== null };
}

/** Runs a command's work in a session and prints its result. */
export function act<Options extends { json?: boolean }>(
  work: (app: App, options: Options, terminal: Terminal) => Promise<Printed>,
  how: { readonly upgrades?: boolean } = {},
): (options: Options, command: Command) => Promise<void> {
  return async (options, command) => {
    const terminal = terminalOf(command);
    await using app = await openSession(terminal, how);
    await printAnswer(terminal, options, await work(app, options, terminal));
  };
}

/** What a command prints: one JSON value, or lines for a person. */
export interface Printed {
  readonly value: unknown;
  readonly lines: readonly string[];
}

/**
 * Parses an option that is an e-mail address, by the rules that apply everywhere: `command.option('--as <email>', what,
 * emailOption)`.
 */
export function emailOption(text: string): EmailAddress {
  return readEmail(text);
}

/** The same where `none` takes an address away: null. */
export function emailOrNone(text: string): EmailAddress | null {
  return text === 'none' ? null : readEmail(text);
}

/**
 * The actor of a member of staff, by e-mail. It equals the actor in the console, so that four-eyes approval counts one person
 * once, whichever way they act.
 */
export async function staffOf(app: App, email: EmailAddress): Promise<string> {
  const found = await findUserByEmail(app.database.reads, 'console', email);
  if (found && found.disabledAt === null) return actorOf(found);
  const detail =
    'No member of staff who can sign in has this e-mail address; staff create adds one.';
  throw invalid({ pointer: '/as', code: 'enum', detail });
}

export function partnerIdOf(text: string): string {
  const id = parseId('prt', text);
  if (id === null) throw new Refusal('not_found', {}, { detail: `${text} is not a partner.` });
  return id;
}

export function keyIdOf(text: string): string {
  const id = parseId('key', text);
  if (id === null) throw new Refusal('not_found', {}, { detail: `${text} is not a key.` });
  return id;
}

/** An amount in minor units; `name` is the option that it was written after. */
export function amountOf(name: string, text: string, currency: string): number {
  const minor = parseMoney(text, currency);
  if (minor === null || minor < 0) {
    throw invalid({
      pointer: `/${name}`,
      code: 'pattern',
      detail: `${text} is not an amount in ${currency}.`,
    });
  }
  return minor;
}

/** `24h`, `30m`, `7d` or `0` in milliseconds. */
export function durationOf(name: string, text: string): number {
  const match = /^(\d{1,6})(s|m|h|d)?$/.exec(text);
  const unit = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }[match?.[2] ?? 's'];
  if (!match || unit === undefined) {
    throw invalid({
      pointer: `/${name}`,
      code: 'pattern',
      detail: 'Write it like 24h, 30m or 7d.',
    });
  }
  return Number(match[1]) * unit;
}

export function integerOf(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid({
    pointer: `/${name}`,
    code: 'minimum',
    detail: `It must be a whole number from ${min} to ${max}.`,
  });
}
