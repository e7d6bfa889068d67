/** What every page of a shop says whose partners, prices and codes were invented by the demo. */
export const demoNote = {
  title: 'Demo shop. All of this is invented.',
  /** For those who may change it. */
  hint: 'For a real shop, start the server with DEMO=off and an empty DATA_DIR.',
} as const;
