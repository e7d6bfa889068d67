import { notifications } from '@mantine/notifications';
import { text } from '../text/text.ts';

/** A short word that something is done; it goes away by itself. */
export function say(message: string): void {
  notifications.show({ message, color: 'petrol', closeButtonProps: { 'aria-label': text.close } });
}
