/** The names that both sides use for states, reasons and outcomes of a claim; the API's values, for people. */
export const words = {
  statuses: {
    open: 'Open',
    under_review: 'Under review',
    needs_info: 'Needs information',
    approved: 'Approved',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  },
  reasons: {
    invalid: 'Invalid',
    wrong_region: 'Wrong region or value',
    failed: 'Incomplete or corrupted',
    already_redeemed: 'Already redeemed',
  },
  resolutions: { replaced: 'Replaced', refunded: 'Refunded', rejected: 'Rejected' },
  priorities: { high: 'High', normal: 'Normal' },
  modes: { live: 'Live', test: 'Test' },
  codes: 'Codes',
  code: 'Code',
  outcome: 'Outcome',
  undecided: 'Not decided yet',
  withdrawn: 'Withdrawn',
  by: 'by',
  replacement: 'the replacement',
  claimableUntil: 'Claimable until',
};
