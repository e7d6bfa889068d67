import { createDoor } from '@psnb2b/ui';
import { text } from './text.ts';

export const door = createDoor('console', text.why);
export const { api, read, useRead, useList, useDo, useFormOf, allowed, sendFile, fileUrl } = door;
