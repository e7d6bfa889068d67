/** A number and its unit, which stay on one line: `50 USD`, `1.50 %`. */
export function withUnit(number: number | string, unit: string): string {
  return `${number}\u00a0${unit}`;
}

/** A number of a sentence before a percent sign, a currency, the ticker of an asset or a zone. */
const BEFORE_UNIT = /(\d) (?=%|[A-Z]{3,5}(?![\w-]))/g;

/** Returns a sentence of the server in which no line breaks between a number and its unit. */
export function withUnits(sentence: string): string {
  return sentence.replace(BEFORE_UNIT, '$1\u00a0');
}
