/** A key as people know it, in a sentence or a choice: `Web shop (psnb2b_live_Q3xT…9fKa)`, or what is visible of one without a name. */
export function keyLabel({ name, hint }: { readonly name: string | null; readonly hint: string }) {
  return name === null ? hint : `${name} (${hint})`;
}
