import {
  Checkbox,
  Group,
  Input,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type HTMLInputAutoCompleteAttribute, type ReactNode, use } from 'react';
import { text } from '../text/text.ts';
import { excessOf } from './excess-of.ts';
import { type FieldRules, fieldRules } from './field-rules.ts';
import type { CallForm, FieldName } from './form-of-call.ts';
import { NumberInput } from './NumberInput.tsx';
import { readRules } from './read-rules.ts';

// Whoever has a form on its page needs its rules with it. If that fails, the field loads them again.
readRules().catch(() => {});

interface Props<Values> {
  readonly of: CallForm<Values>;
  /** A member of the values, or one of its parts: `address.city`, `owners.0.name`. */
  readonly name: FieldName<Values>;
  readonly label: string;
  /** Below the label; by default, the required form of the value. */
  readonly hint?: ReactNode;
  /** After the value: a currency. */
  readonly unit?: string;
  /** The label of each choice, if the member is one of a few values; for a text, suggested values. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The choices that are offered; by default all. */
  readonly only?: readonly string[];
  /** Shows a few choices side by side, not in a list that opens. */
  readonly inline?: boolean;
  /** Gets the focus when its form opens. */
  readonly first?: boolean;
  /** In the monospaced face: ids, codes, networks. */
  readonly mono?: boolean;
  /** No wider than a word or two. */
  readonly narrow?: boolean;
  /** The visible lines of the field. */
  readonly rows?: number;
  readonly sample?: string;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
}

/**
 * The field of one member of a call's body, derived from the contract's rules: one of a few values, some of them, a
 * number, one line, or several lines, with the maximum length and the required form. Its faults are shown below it.
 * `toBody` makes a body of what is typed.
 */
export function Field<Values extends Record<string, unknown>>(props: Props<Values>) {
  const rules = fieldRules(use(readRules()), props.of.call, props.name);
  if (!rules) throw new Error(`the body of ${props.of.call} has no ${props.name}`);
  return <Control {...props} rules={rules} />;
}

/** Pixels. */
const UNIT_WIDTH = 52;
const NARROW = 360;

function Control<Values extends Record<string, unknown>>(
  props: Props<Values> & { readonly rules: FieldRules },
) {
  const { label, unit, choices, rules, inline = false, autoComplete } = props;
  const { kind, isNullable, form, isDecimal, isWhole, lengthMax, min, max } = rules;
  const type = kind === 'switch' ? 'checkbox' : 'input';
  const { value, error, ...input } = props.of.form.getInputProps(props.name, { type });
  const offered = choices && (rules.choices === undefined || rules.choices.length === 0);
  const description = props.hint ?? (form && !offered ? text.form.like(form) : undefined);
  const around = { label, description, error, ...(props.narrow === true && { maw: NARROW }) };
  const shared = {
    ...around,
    ...input,
    ...(props.first === true && { 'data-autofocus': true, autoFocus: true }),
    ...(unit !== undefined && { rightSection: unit, rightSectionWidth: UNIT_WIDTH }),
    ...(props.mono === true && { classNames: { input: 'mono' }, spellCheck: false }),
    ...(props.sample !== undefined && { placeholder: props.sample }),
    ...(autoComplete !== undefined && { autoComplete }),
  };
  // Nothing that is pasted is cut: what is too long is named.
  const tooLong = typeof value === 'string' ? excessOf(value, lengthMax) : null;
  const typed = { ...shared, value: value ?? '', error: tooLong ?? error };
  const names = props.only ?? (offered ? Object.keys(choices) : rules.choices) ?? [];
  const data = names.map((each) => ({ value: each, label: choices?.[each] ?? each }));
  const shown = offered ? 'choice' : kind;
  switch (shown) {
    case 'choice':
      if (inline) {
        return (
          <Input.Wrapper {...around} labelElement="div">
            <div>
              <SegmentedControl aria-label={label} data={data} value={value} {...input} />
            </div>
          </Input.Wrapper>
        );
      }
      return (
        <Select
          data={data}
          {...shared}
          value={value || null}
          allowDeselect={isNullable}
          clearable={isNullable}
          clearButtonProps={{ 'aria-label': text.form.empty(label) }}
          searchable={data.length > SEARCHED}
          selectFirstOptionOnChange
        />
      );
    case 'several': {
      const Around = inline ? Group : Stack;
      return (
        <Checkbox.Group {...around} {...input} value={value}>
          <Around gap={inline ? 'md' : 8} mt={6}>
            {data.map((each) => (
              <Checkbox key={each.value} {...each} />
            ))}
          </Around>
        </Checkbox.Group>
      );
    }
    case 'lines':
      return (
        <Textarea
          autosize
          minRows={props.rows ?? 2}
          maxRows={LINES_SHOWN}
          {...shared}
          value={(value as readonly string[]).join('\n')}
          onChange={(event) => input.onChange(event.currentTarget.value.split('\n'))}
        />
      );
    case 'number':
      return (
        <NumberInput
          thousandSeparator=","
          {...shared}
          value={value ?? ''}
          {...(min !== undefined && { min })}
          {...(max !== undefined && { max })}
          allowDecimal={!isWhole}
        />
      );
    case 'switch':
      return <Checkbox {...shared} />;
    case 'long':
      return <Textarea autosize minRows={props.rows ?? 3} maxRows={LINES_SHOWN} {...typed} />;
    case 'password':
      return <PasswordInput {...typed} />;
    case 'text':
    case 'email':
    case 'date':
      return (
        <TextInput
          {...typed}
          {...(isDecimal && { inputMode: 'decimal' as const })}
          type={kind === 'text' ? undefined : kind}
        />
      );
    default:
      return shown satisfies never;
  }
}

/** A list with more choices than this can be searched. */
const SEARCHED = 20;
const LINES_SHOWN = 14;
