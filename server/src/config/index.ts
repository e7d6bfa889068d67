export { type Config, isLoopback, loadConfig } from './config.ts';
export { type KekSource, loadSecrets, type Secrets } from './secrets.ts';
export { SettingError } from './setting-error.ts';
