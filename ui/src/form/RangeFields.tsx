import { Input, SegmentedControl, TextInput } from '@mantine/core';

/** Returns a moment as a field for date and time takes it, in the reader's zone. */
export function localTime(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/**
 * A moment in the reader's zone, for a range that is read while it is filled in.
 * by hand: it is part of a query, and of no body.
 */
export function MomentField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** One of a few values, all of them visible. */
export function OneOf<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const data = Object.entries<string>(choices).map(([each, title]) => ({
    value: each,
    label: title,
  }));
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div>
        <SegmentedControl
          aria-label={label}
          data={data}
          value={value}
          onChange={(next) => onChange(next as Value)}
        />
      </div>
    </Input.Wrapper>
  );
}
