import { createDoor } from '@psnb2b/ui';
import { t } from './text/text.ts';

export const door = createDoor('console', t.why);
export const { api, read, useRead, useList, useDo, useFormOf, allowed, sendFile, fileUrl } = door;
