import { pickLanguage } from '@psnb2b/ui/text';
import { type ClaimText, en } from './claims-en.ts';

export const c: ClaimText = pickLanguage({ en });
