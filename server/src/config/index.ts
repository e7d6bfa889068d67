export { type Config, isLoopback, loadConfig } from './config.ts';
export { type KekSetting, loadSecrets, type Secrets } from './secrets.ts';
export { SettingError } from './setting-error.ts';
