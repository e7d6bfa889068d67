import { en, type UiText } from './en.ts';
import { pickLanguage } from './pick-language.ts';

export const text: UiText = pickLanguage({ en });
