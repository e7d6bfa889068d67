/** `2026-11-29 12:06 UTC`, of a time in RFC 3339 and UTC; `exact` with its seconds, `day` without its hour. */
export function utcText(at: string, form: 'whole' | 'exact' | 'day' = 'whole'): string {
  return `${at.slice(0, LENGTHS[form]).replace('T', ' ')} UTC`;
}

const LENGTHS = {
  day: 'YYYY-MM-DD'.length,
  whole: 'YYYY-MM-DDTHH:MM'.length,
  exact: 'YYYY-MM-DDTHH:MM:SS'.length,
};
