import { createClient } from '@psnb2b/ui';
import { text } from './text.ts';

export const client = createClient('console', text.why);
export const { api, read, useRead, useList, useDo, useFormOf, allowed, sendFile, fileUrl } = client;
export const { useWhole, useListOfDays, sendOnce, each } = client;
