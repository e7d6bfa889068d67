import { normaliseCode } from '../vault/index.ts';

/** What programs make of a code that they mistake for a number, a date, a formula or an empty cell. */
export const WRECKAGE = {
  formula: 'code begins with =, +, -, @ or a tab, as a spreadsheet formula does',
  quoted: 'code is in quotes, or begins with the apostrophe that marks text in spreadsheets',
  scientific:
    'code is a number in scientific notation, as spreadsheets write long numbers; its digits are lost',
  rounded:
    'code has zeroes after its fifteenth digit, as spreadsheets write long numbers; write it in groups if it is correct',
  decimals:
    'code is a number with decimals or thousands separators, as a spreadsheet or program writes it',
  date: 'code is a date or a time, which spreadsheets make of some codes',
  error: 'code is a spreadsheet error, such as #N/A',
  placeholder: 'code is a placeholder, such as NULL or XXXX',
  masked: 'code is masked: a part of it is replaced by * or X',
  markup: 'code contains one of < > { } " , ; and so is markup, or more than one code',
  label: 'code has a label, a number or punctuation around it, such as "Code:"',
} as const;

const FORMULA = /^[=+\-@]/;
const QUOTED = /^['"`]/;
/** With a sign or decimals, or too short for a code: a code may also consist of digits around an E. */
const SCIENTIFIC = /^\d(?:\d*[.,]\d+E[+-]?\d{1,4}|\d*E[+-]\d{1,4}|E\d{1,3})$/i;
/** A double has fifteen certain digits (IEEE 754); one code in a hundred ends with two zeroes by chance. */
const ROUNDED = /^[1-9]\d{14}000+$/;
const DECIMALS = /^(?:\d+[.,]\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/;
const DATE =
  /^(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?|(?:\d{1,2}|\d{4})(?:\/\d{1,2}\/|\.\d{1,2}\.)(?:\d{1,2}|\d{4})|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d.*)?|\d{1,2}:\d\d(?::\d\d)?)$/i;
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[- '](?:\d\d|(?:19|20)\d\d)$/i;
const MONTH_LENGTH_MAX = 'jan-2027'.length;
const ERROR = /^#(?:[A-Z/0_]+[!?]?|#*)$/i;
/** As LibreOffice writes them. */
const NUMBERED_ERROR = /^err:\d{3}$/i;
const MASKED = /\*\*|(?:^|[ -])x{4}[ -]x{4}(?:[ -]|$)/i;
const MARKUP = /[<>{}",;]/;
const FILLERS = '0Xx*?#_.~';
const BETWEEN_GROUPS = ' -';
const LABEL =
  /^(?:(?:gift ?)?(?:code|pin|key|card|voucher|serial|sn|no|nr|psn|redeem)(?: (?:code|pin|key|no))?\s*(?:[:=#]|\s)\s*\S|\(?\d{1,6}[.)]\s)/i;
const PUNCTUATION = /[;,:]$/;
/** By normalised text: upper case, without blanks and hyphens. None has a digit. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'NULL <NULL> (NULL) \\N NIL NONE NAN UNDEFINED EMPTY BLANK (BLANK) (EMPTY) [OBJECTOBJECT] [OBJECT] ' +
    'N/A N/A. N.A. N.A TBD TBA TODO SOLD SOLDOUT OUTOFSTOCK USED VOID REDEEMED EXPIRED CANCELLED CANCELED ' +
    'UNAVAILABLE NOTAVAILABLE MISSING PENDING UNKNOWN TRUE FALSE ERROR FAILED INVALID REDACTED HIDDEN ' +
    'CODE CODES TOTAL SUBTOTAL VALUE DEFAULT STRING PLACEHOLDER EXAMPLE SAMPLE TEST TESTING TESTCODE ' +
    'EXAMPLECODE SAMPLECODE DEMO DUMMY NOCODE NOTFOUND'
  ).split(' '),
);

const DIGIT = 1;
const X = 2;
const BLANK = 4;
const OTHER = 8;
/** By character code; 0 for a hyphen, and for a letter other than X. */
const KINDS = Uint8Array.from({ length: 0x80 }, (_, unit) => kindOf(String.fromCharCode(unit)));

function kindOf(sign: string): number {
  if (/[0-9]/.test(sign)) return DIGIT;
  if (/x/i.test(sign)) return X;
  if (sign === ' ') return BLANK;
  return /[A-Za-z-]/.test(sign) ? 0 : OTHER;
}

/** Why a text is what is left of a code rather than a code; null if it may be a code. */
export function findWreckage(code: string): (typeof WRECKAGE)[keyof typeof WRECKAGE] | null {
  const kinds = kindsIn(code);
  // Most codes are letters, digits and hyphens, and a million are read at a time: a test is left out where it needs other signs.
  const isOdd = (kinds & OTHER) !== 0;
  if (isOdd || code.startsWith('-')) {
    if (FORMULA.test(code)) return WRECKAGE.formula;
    if (QUOTED.test(code)) return WRECKAGE.quoted;
  }
  if (code.charCodeAt(0) <= 0x39) {
    if (SCIENTIFIC.test(code)) return WRECKAGE.scientific;
    if (ROUNDED.test(code)) return WRECKAGE.rounded;
    if (isOdd && DECIMALS.test(code)) return WRECKAGE.decimals;
    if (DATE.test(code)) return WRECKAGE.date;
    if (isOdd && ERROR.test(code)) return WRECKAGE.error;
  }
  if ((kinds & DIGIT) === 0 && WORDS.has(normaliseCode(code))) return WRECKAGE.placeholder;
  if (isFilled(code)) return WRECKAGE.placeholder;
  if (code.length <= MONTH_LENGTH_MAX && MONTH.test(code)) return WRECKAGE.date;
  if (isOdd && NUMBERED_ERROR.test(code)) return WRECKAGE.error;
  if ((kinds & (X | OTHER)) !== 0 && MASKED.test(code)) return WRECKAGE.masked;
  // The sentence about the label covers what is at the end.
  if (isOdd && PUNCTUATION.test(code)) return WRECKAGE.label;
  if (isOdd && MARKUP.test(code)) return WRECKAGE.markup;
  return (kinds & (BLANK | OTHER)) !== 0 && LABEL.test(code) ? WRECKAGE.label : null;
}

/** The kinds of all signs of a code together. */
function kindsIn(code: string): number {
  let kinds = 0;
  for (let at = 0; at < code.length; at += 1) kinds |= KINDS[code.charCodeAt(at)] ?? OTHER;
  return kinds;
}

/** One character repeated, in groups or not. */
function isFilled(code: string): boolean {
  const sign = code.charAt(0);
  if (sign === '' || !FILLERS.includes(sign) || !code.endsWith(sign)) return false;
  return [...code].every((each) => each === sign || BETWEEN_GROUPS.includes(each));
}
