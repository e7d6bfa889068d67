/** What a page says if somebody else was faster. */
export const words = {
  changedText: 'This is its current state. Your choice was not carried out.',
  overtakenText:
    'It was decided while you were reading. Nothing of yours was sent; this is its current state.',
  unknown: 'The result is unknown',
  unknownText:
    'The connection broke before the answer arrived. Everything was loaded again: check it before you try again.',
  request: 'Request',
};
