/** Limits of the request shapes. Limits that depend on a partner or a product are the server's. */
export const bodyBytesMax = 65_536;
export const jsonDepthMax = 16;
export const denominationMax = 999_999_999;
/** How long a hold may be asked to last, in seconds, and how long it lasts where nothing is said. */
export const holdSecondsMin = 60;
export const holdSecondsMax = 259_200;
export const holdSecondsDefault = 900;
/** How long an order may be asked to wait for its codes, in seconds, and how long it waits where nothing is said. */
export const waitSecondsMin = 60;
export const waitSecondsMax = 604_800;
export const waitSecondsDefault = 86_400;
/** Holds of one business that may be open at once, where nothing else is agreed, and the most that can be agreed. */
export const holdsOpenDefault = 200;
export const holdsOpenMax = 10_000;
export const quantityMax = 1_000_000;
/** Lines that one call of a purchase takes, and lines that all calls of one purchase have together. */
export const purchaseLinesMax = 200;
export const purchaseLinesInAllMax = 400;
/** Keys of lines that a browser says it has sent: some of them may never have arrived. */
export const purchaseKnownKeysMax = 1000;
/** Initial balance of a test tenant, in major units of its currency. */
export const testBalanceDefault = 10_000;
export const referenceLengthMax = 64;
/** Of a purchase: `/400` for its last line may follow. */
export const purchaseReferenceLengthMax = referenceLengthMax - 4;
/** List prices that one change sets, and the length of a file that one is read from. */
export const priceLinesMax = 500;
export const priceFileLengthMax = 60_000;
/** Names of products: `PSN-US-50`. */
export const skuLengthMax = 40;
/** Products whose thresholds are set by one call, unless it names their region. */
export const thresholdsMax = 500;
export const metadataPairsMax = 20;
export const metadataKeyLengthMax = 40;
export const metadataValueLengthMax = 200;
export const pageSizeMax = 100;
export const pageSizeDefault = 20;
/** How many rows of a list are counted at most; and how many orders can be sorted in another order than by age. */
export const countedRowsMax = 10_000;
export const orderSortedMax = 10_000;
export const cursorLengthMax = 512;
/** How often one filter of a list may be repeated. */
export const filterValuesMax = 100;
/** How long after its delivery an unread code may be returned, in hours: where nothing else is set, and at most. */
export const returnHoursDefault = 24;
export const returnHoursMax = 720;
/** The longest service level of claims: 90 days. */
export const claimTermMsMax: number = 90 * 24 * 60 * 60_000;
/** The most calls a minute that can be set for all keys of a business. */
export const partnerRateMax = 3_000_000;
export const quotaPerDayMax = 1_000_000_000_000;
/** The most codes that a limit of one person may name. */
export const stockLimitMax = 10_000_000;
/** The highest floor of prices, in per cent over the cost. */
export const marginPercentMax = 900;
/** Codes of one return. */
export const returnCodesMax = 500;
/** Codes that one reading in the portal names. */
export const revealCodesMax = 500;
export const claimCodesMax = 500;
/** Files of evidence per claim. */
export const claimEvidenceMax = 10;
/** Claim rates of one kind on a page of figures. */
export const claimRatesMax = 100;
export const claimTextLengthMax = 4_000;
/** Length of one code in a claim, by value or by id. */
export const codeTextLengthMax = 64;
/** Names of errors: `insufficient_balance`. */
export const errorCodeLengthMax = 64;

export const webhookUrlLengthMax = 2048;
export const webhookEndpointsMax = 10;
/** Deliveries to one endpoint that run at once. */
export const webhookConcurrencyMax = 32;
export const webhookConcurrencyDefault = 4;
/** Overlap of a rotation: 7 days. */
export const webhookOverlapSecondsMax = 604_800;
export const webhookOverlapSecondsDefault = 86_400;
/** Attempts of one delivery: the first, and 13 retries. */
export const webhookTriesMax = 14;
/** Events that one replay makes due. */
export const webhookReplayMax = 10_000;
/** Events that are counted before a replay. */
export const webhookReplayCountMax = 100_000;

/** 1–255 visible ASCII characters, as the `Idempotency-Key` header is promised. */
export const idempotencyKeyPattern = '^[!-~]{1,255}$';

/** Prefix, mode, the letter of a cell if the shop has several, 43 base62 characters of secret, 6 of CRC-32. The pattern does not check the CRC. */
export const apiKeyPattern = '^psnb2b_(live|test)_[a-z]?[0-9A-Za-z]{49}$';

/** Limits of people and web apps. */
export const emailLengthMax = 254;
export const personNameLengthMax = 100;
/** Longest name of an API key. */
export const apiKeyNameLengthMax = 60;
export const passwordLengthMin = 10;
export const passwordLengthMax = 128;
export const messageLengthMax = 10_000;
export const noteLengthMax = 2_000;
/** Notes of staff about one business. */
/** For how many days a tier may be set by hand. */
export const manualTierDaysMax = 366;
export const partnerNotesMax = 100;
export const attachmentsMax = 10;
export const fileBytesMax = 10 * 1024 * 1024;
/** An upload's body: the file and what multipart puts around it. */
export const uploadBytesMax: number = fileBytesMax + 16_384;
/** A file of codes that staff send with a browser: at most so many bytes, in pieces of this size, the last one smaller. */
export const importBytesMax: number = 100 * 1024 * 1024;
/** Below the body limit of a reverse proxy with default settings. */
export const importPieceBytes: number = 512 * 1024;
/** Columns of such a file whose meaning is stated. */
export const importColumnsMax = 50;
