import { type KycItem, kycItems } from '@psnb2b/contract/states';

/** What a reviewer finds about an item: its name for the reviewer, and the sentence that the partner reads. */
export interface Finding {
  readonly name: string;
  readonly sentence: string;
}

const blurred: Finding = {
  name: 'Blurred',
  sentence: 'We cannot read the document. Please send a sharp picture or a scan.',
};
const cutOff: Finding = {
  name: 'Cut off',
  sentence:
    'A part of the document is cut off. Please send it with all four corners and all pages.',
};
const expired: Finding = {
  name: 'Expired',
  sentence: 'The document has expired. Please send one that is valid today.',
};
const nameDiffers: Finding = {
  name: 'Name differs',
  sentence:
    'The name in the document is not the one in your profile. Please correct the profile, or send a document in that name.',
};
const wrongDocument: Finding = {
  name: 'Wrong document',
  sentence: 'This is a different document from the one we need. Please send the right one.',
};
const tooOld: Finding = {
  name: 'Older than 3 months',
  sentence: 'The document is older than three months. Please send a newer one.',
};
const notInEnglish: Finding = {
  name: 'Other language',
  sentence: 'We cannot read the language of the document. Please add a certified translation.',
};

/** The usual findings about each item, the most frequent first. */
export const findings: Readonly<Record<KycItem, readonly Finding[]>> = {
  profile: [
    {
      name: 'Number not found',
      sentence: 'We cannot find the registration number in the register. Please check it.',
    },
    {
      name: 'Address differs',
      sentence: 'The address is not the one in the register. Please correct it.',
    },
    {
      name: 'Site unreachable',
      sentence: 'We cannot open your website. Please check its address.',
    },
    {
      name: 'Customers unclear',
      sentence: 'Please describe to whom you sell the codes, and where.',
    },
  ],
  owners: [
    {
      name: 'Owner missing',
      sentence: 'Please name everybody who owns a quarter or more of the business.',
    },
    {
      name: 'Shares do not add up',
      sentence: 'The shares of the owners do not add up to the whole. Please check them.',
    },
    {
      name: 'Representative differs',
      sentence:
        'The register names another representative. Please correct it, or send a power of attorney.',
    },
  ],
  registration: [blurred, cutOff, nameDiffers, tooOld, wrongDocument, notInEnglish],
  identity: [blurred, expired, cutOff, nameDiffers, wrongDocument],
  address: [
    blurred,
    tooOld,
    nameDiffers,
    {
      name: 'Address differs',
      sentence:
        'The address in the document is not the one in your profile. Please correct the profile, or send another document.',
    },
    wrongDocument,
  ],
  tax: [
    blurred,
    cutOff,
    {
      name: 'Number differs',
      sentence: 'The tax number in the document is not the one in your profile. Please correct it.',
    },
    wrongDocument,
  ],
  source_of_funds: [
    {
      name: 'Period too short',
      sentence: 'Please send account statements or accounts for the last three months.',
    },
    blurred,
    cutOff,
    nameDiffers,
    wrongDocument,
  ],
  other: [blurred, cutOff, wrongDocument, notInEnglish],
};

/** What a reviewer types, with another finding: it replaces a finding that nobody edited, and follows anything else. */
export function withFinding(typed: string, item: KycItem, { sentence }: Finding): string {
  const text = typed.trim();
  const isUntouched = text === '' || findings[item].some((each) => each.sentence === text);
  if (isUntouched) return sentence;
  return text.includes(sentence) ? typed : `${text}\n${sentence}`;
}

/** The message about all items that a reviewer asks for again: a line for each, with what was found. */
export function messageOf(
  asked: readonly { readonly item: KycItem; readonly note: string | null }[],
): string {
  return asked
    .map(({ item, note }) => (note === null ? kycItems[item] : `${kycItems[item]}: ${note}`))
    .join('\n');
}
