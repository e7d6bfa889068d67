import { Secret } from '../kit/secret.ts';
import { readHeaders, type TraceSettings } from '../kit/tracing/index.ts';
import { trimEnd } from '../kit/trim-end.ts';
import type { Environment } from './env.ts';
import { SettingError } from './setting-error.ts';

const SHARE = /^(?:0|1|0?\.[0-9]{1,6}|[01]\.0{1,6})$/;
const SERVICE = /^[!-~][ -~]{0,99}$/;

/** The settings of traces, named as every program with OpenTelemetry names them; null without a collector. */
export function readTraces(env: Environment): TraceSettings | null {
  const settings = {
    headers: headersOf(env),
    share: shareOf(env),
    serviceName: serviceOf(env),
  };
  const endpoint = endpointOf(env);
  return endpoint === null ? null : { endpoint, ...settings };
}

/** The operator names it, so it may be on this machine or its network. */
function endpointOf({ OTEL_EXPORTER_OTLP_ENDPOINT: text }: Environment): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  const usable =
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '');
  // An address with a password is not repeated.
  if (!usable) {
    const takes = 'an address such as http://127.0.0.1:4318, without a password';
    throw new SettingError('OTEL_EXPORTER_OTLP_ENDPOINT', null, takes);
  }
  return trimEnd(url.href, /\//);
}

function headersOf({ OTEL_EXPORTER_OTLP_HEADERS: text }: Environment): Secret<string> | null {
  if (text === undefined) return null;
  if (readHeaders(text) === null) {
    throw new SettingError('OTEL_EXPORTER_OTLP_HEADERS', null, 'headers such as api-key=abc');
  }
  return new Secret(text);
}

function shareOf({ OTEL_TRACES_SAMPLER_ARG: text }: Environment): number {
  if (text === undefined) return 1;
  if (!SHARE.test(text)) {
    throw new SettingError('OTEL_TRACES_SAMPLER_ARG', text, 'a share from 0 to 1, such as 0.05');
  }
  return Number(text);
}

function serviceOf({ OTEL_SERVICE_NAME: text }: Environment): string {
  if (text === undefined) return 'psnb2b';
  if (!SERVICE.test(text)) {
    throw new SettingError('OTEL_SERVICE_NAME', text, '1 to 100 visible ASCII characters');
  }
  return text;
}
