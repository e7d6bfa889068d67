import { pickLanguage } from '@psnb2b/ui/text';
import { type ConsoleText, en } from './en.ts';

export const t: ConsoleText = pickLanguage({ en });
