/** What a page says if somebody else was faster. */
export const words = {
  changedText: 'This is its current state. Your choice was not carried out.',
  unknown: 'The result is unknown',
  unknownText:
    'The connection broke before the answer arrived. Everything was loaded again: check it before you try again.',
  request: 'Request',
};
