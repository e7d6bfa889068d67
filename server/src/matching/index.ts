export { type Accepted, type AcceptedLine, acceptLines } from './accept-lines.ts';
export type { Candidate } from './candidate.ts';
export { findCandidates } from './find-candidates.ts';
export { type Matched, matchLine, matchToDeposit, type NewPart } from './match-line.ts';
export { readyLines } from './ready-lines.ts';
export { unmatchLine } from './unmatch-line.ts';
