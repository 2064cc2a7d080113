/** Puts values in the place of `{name}`; an unknown name stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The right form for a number, with `{n}` filled in by the language's own notation. Dutch and English share the rule. */
export function count(forms: { one: string; other: string }, n: number, language: string): string {
  const form = n === 1 ? forms.one : forms.other;
  return fill(form, { n: n.toLocaleString(language) });
}

const zone = 'Europe/Amsterdam';

/** A moment as a day in the Netherlands: '2 maart 2026'. @param at epoch milliseconds */
export function dayOf(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(at);
}

/** A calendar date 'YYYY-MM-DD' in words. */
export function dateText(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}
