export { decryptWith, encryptTo } from './age.ts';
export { formatIdentity, formatRecipient, parseIdentities, parseRecipient } from './age-keys.ts';
export { AgeProblem } from './age-problem.ts';
