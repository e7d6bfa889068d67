import { text } from '../text/text.ts';
import { switchUtc, useUtc } from '../value/utc-setting.ts';
import classes from './shell.module.css';

/** Shows all times in UTC, or in the reader's zone; on a narrow screen the menu of the account does. */
export function UtcSwitch() {
  return (
    <button
      type="button"
      className={`${classes.wideOnly} ${classes.utc}`}
      aria-label={text.utc}
      aria-pressed={useUtc()}
      title={text.keys.utc}
      onClick={switchUtc}
    >
      {text.utcShort}
    </button>
  );
}
