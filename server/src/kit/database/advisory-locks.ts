/**
 * All numbers that name advisory locks, in one place, because PostgreSQL has one number space for all of them: two uses of one
 * number would block each other, or themselves. Only `failures` uses 64-bit hashes instead.
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
  supplierNames: 7_233,
  depositMethods: 7_234,
  payInDetailsOfTenant: 7_235,
  depositsOfReference: 7_236,
  openIncidents: 7_237,
  quotaOfOwner: 7_238,
  importsBegun: 7_239,
  discardsOfPerson: 7_243,
  stockLimits: 7_244,
  bankAccounts: 7_246,
  partnersByStaff: 7_251,
} as const;
