// RFC 3339, section 5.6, without leap seconds.
const TIME = /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;

/** The formats that request shapes use, by their name in JSON Schema. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => {
    const day = TIME.exec(text)?.[1];
    return day !== undefined && !Number.isNaN(Date.parse(text)) && isDay(day);
  },
  // RFC 3339, section 5.6, full-date.
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text),
};

/** Date rolls February 30 over into March instead of refusing it. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
