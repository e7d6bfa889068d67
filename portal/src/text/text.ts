import { pickLanguage } from '@psnb2b/ui/text';
import { en, type PortalText } from './en.ts';

export const t: PortalText = pickLanguage({ en });
