import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, use } from 'react';
import { text } from '../text/text.ts';
import { type FieldRules, fieldRules } from './field-rules.ts';
import type { CallForm } from './form-of-call.ts';
import { readRules } from './read-rules.ts';

interface Props<Values> {
  readonly of: CallForm<Values>;
  readonly name: keyof Values & string;
  readonly label: string;
  /** Below the label; without it, the form that the value must have. */
  readonly hint?: ReactNode;
  /** What stands behind the value: a currency. */
  readonly unit?: string;
  /** What each choice is called, where the member is one of a few. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Has the focus when its form opens. */
  readonly first?: boolean;
}

/**
 * The field of one member of a call's body, as the contract's rules ask for it: one of a few, a number, one line, or
 * room for several; how much fits, and what form it must have. What is wrong with it stands below it.
 */
export function Field<Values extends Record<string, unknown>>(props: Props<Values>) {
  const rules = fieldRules(use(readRules()), props.of.call, props.name);
  if (!rules) throw new Error(`the body of ${props.of.call} has no ${props.name}`);
  return <Control {...props} rules={rules} />;
}

function Control<Values extends Record<string, unknown>>({
  of,
  name,
  label,
  hint,
  unit,
  choices,
  first = false,
  rules,
}: Props<Values> & { readonly rules: FieldRules }) {
  const { kind, required, form, isDecimal, lengthMax, min, max } = rules;
  const input = of.form.getInputProps(name, {
    type: kind === 'switch' ? 'checkbox' : 'input',
  });
  const shared = {
    label,
    description: hint ?? (form && text.form.like(form)),
    ...(first && { 'data-autofocus': true, autoFocus: true }),
    ...(unit !== undefined && { rightSection: unit, rightSectionWidth: UNIT_WIDTH }),
    ...input,
  };
  switch (kind) {
    case 'choice':
      return (
        <Select
          data={(rules.choices ?? []).map((value) => ({ value, label: choices?.[value] ?? value }))}
          allowDeselect={!required}
          {...shared}
        />
      );
    case 'number':
      return (
        <NumberInput allowDecimal={false} thousandSeparator="," {...shared} min={min} max={max} />
      );
    case 'switch':
      return <Switch {...shared} />;
    case 'long':
      return <Textarea autosize minRows={3} maxLength={lengthMax} {...shared} />;
    case 'text':
      return (
        <TextInput
          maxLength={lengthMax}
          {...(isDecimal && { inputMode: 'decimal' as const })}
          {...shared}
        />
      );
    default:
      return kind satisfies never;
  }
}

/** Room for a currency, in pixels. */
const UNIT_WIDTH = 52;
