export { listWarnedPeople } from './list-warned-people.ts';
export { listRules, type Rule, standardRule } from './rules.ts';
export { type AlertParts, type OnWarning, sendAlerts } from './send-alerts.ts';
export { foreign, setAlert } from './set-alert.ts';
