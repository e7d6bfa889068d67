/**
 * Every number that names an advisory lock, in one place, because PostgreSQL has one space of them for
 * all: two locks of one number wait for each other, or for themselves. `failures` alone uses hashes of 64
 * bits instead.
 */
export const advisoryLocks = {
  migration: 7_215_001,
  vaultStart: 7_215_002,
  keyRotation: 7_215_003,
  lotImport: 7_215_004,
  codes: 7_215_005,
  singleNode: 7_215_010,
  jobs: 7_216,
  ticketsOfBusiness: 7_217,
  sameAct: 7_218,
  invitationsOfBusiness: 7_219,
  cannedAnswers: 7_220,
  lettersToAddress: 7_221,
  proposalsOfSubject: 7_222,
  raisesOfPerson: 7_223,
  uploadsOfOwner: 7_224,
  endpointsOfPartner: 7_231,
  decisionsOfPerson: 7_232,
} as const;
