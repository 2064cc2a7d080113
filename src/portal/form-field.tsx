import type { Child } from 'hono/jsx';

interface FieldProps {
  name: string;
  /** Where a page has more than one box of this name. */
  id?: string | undefined;
  label: string;
  value: string;
  /** What to fill in; shown above the box. */
  note?: string | undefined;
  fault?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'date' | 'number' | undefined;
  max?: number | undefined;
  /** More than one: a box of several lines. */
  rows?: number | undefined;
  required?: boolean | undefined;
  step?: string | undefined;
}

/** A labelled box with its note, and what is wrong with it beside it. */
export function TextField({
  name,
  id = name,
  label,
  value,
  note,
  fault,
  type = 'text',
  max,
  rows,
  ...rest
}: FieldProps) {
  const described = [note && `${id}-note`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const shared = {
    id,
    name,
    maxlength: type === 'date' || type === 'number' ? undefined : max,
    'aria-invalid': fault ? ('true' as const) : undefined,
    'aria-describedby': described || undefined,
    autocomplete: 'off',
    ...rest,
  };
  return (
    <FieldFrame name={id} label={label} note={note} fault={fault}>
      {rows === undefined ? (
        <input type={type} value={value} {...shared} />
      ) : (
        <textarea rows={rows} {...shared}>
          {value}
        </textarea>
      )}
    </FieldFrame>
  );
}

interface SelectProps {
  name: string;
  label: string;
  value: string;
  /** Value and words of each choice, in order. */
  choices: readonly (readonly [value: string, label: string])[];
  fault?: string | undefined;
}

/** A labelled choice out of a few. */
export function SelectField({ name, label, value, choices, fault }: SelectProps) {
  return (
    <FieldFrame name={name} label={label} fault={fault}>
      <select
        id={name}
        name={name}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${name}-fault` : undefined}
      >
        {choices.map(([choice, text]) => (
          <option value={choice} selected={choice === value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

function FieldFrame({
  name,
  label,
  note,
  fault,
  children,
}: Pick<FieldProps, 'name' | 'label' | 'note' | 'fault'> & { children: Child }) {
  return (
    <div class="field">
      <label class="field-label" for={name}>
        {label}
      </label>
      {note && (
        <span class="note" id={`${name}-note`}>
          {note}
        </span>
      )}
      {children}
      {fault && (
        <span class="fault" id={`${name}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}
