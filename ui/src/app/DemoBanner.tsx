import { Alert } from '@mantine/core';
import { readBrand } from './brand.ts';

/** Above every page of a shop whose partners, prices and codes were invented by the demo. */
export function DemoBanner() {
  const { demo } = readBrand();
  if (demo === null) return null;
  return (
    <Alert color="yellow" variant="outline" mb="md" py={8}>
      <strong>{demo.title}</strong> {demo.hint}
    </Alert>
  );
}
