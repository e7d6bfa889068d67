import { Alert } from '@mantine/core';
import { text } from '../text/text.ts';
import { readBrand } from './brand.ts';

/** Above every page of a shop whose partners, prices and codes were invented by the demo. */
export function DemoBanner() {
  if (!readBrand().isDemo) return null;
  return (
    <Alert color="yellow" variant="outline" mb="md" py={8}>
      <strong>{text.demo.title}</strong> {text.demo.startEmpty}
    </Alert>
  );
}
