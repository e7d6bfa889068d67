/** The texts about the results of certifications, for staff. */
export const words = {
  note: 'The business’s own program reported this, and we have not proven it. “Seen by us” marks what our own records of test mode show.',
  none: 'Nothing was reported',
  noneHint:
    'The business’s engineers can run psnb2b certify in test mode; its result appears here.',
};
