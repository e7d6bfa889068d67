export type { CellSetting } from './cells.ts';
export { type Config, isLoopback, loadConfig } from './config.ts';
export type { EnvironmentSetting } from './describe-environment.ts';
export type { EnvironmentName } from './env.ts';
export { type KekSetting, loadSecrets, type Secrets } from './secrets.ts';
export { SettingError } from './setting-error.ts';
