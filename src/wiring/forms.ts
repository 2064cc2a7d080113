import type { Forms } from '../assistant/service.ts';
import { parseValues, valuesFromQuery } from '../declarations/form.ts';
import { type Declarations, declarationInputSchema, type Line } from '../declarations/model.ts';
import { titleOf } from '../declarations/titles.ts';
import type { Clock } from '../kernel/dates.ts';
import { today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import { formatEuro, formatEuroMilli, formatMilli } from '../kernel/money.ts';
import type { DeclarationForm } from '../pay/model.ts';

const forms: Record<string, DeclarationForm> = {
  '/declareren/kilometers': 'trip',
  '/declareren/brandstof': 'fuel',
  '/declareren/thuiswerken': 'home',
  '/declareren/uren': 'worked',
};
const SHOWN = 3;

const words = {
  nl: {
    status: {
      draft: 'is nog een concept: dien het in bij Declareren',
      submitted: 'is ingediend',
      returned: 'is teruggestuurd: vul het aan bij Declareren',
      approved: 'is goedgekeurd en wacht op verwerking',
      rejected: 'is geweigerd',
      processed: 'is verwerkt',
      unprocessable: 'kon niet worden verwerkt',
      withdrawn: 'is ingetrokken',
    },
    with: 'ligt bij',
    period: 'loonperiode',
    units: { km: 'km', day: 'dagen', hour: 'uur', eur: '' },
  },
  en: {
    status: {
      draft: 'is still a draft: submit it under Claims',
      submitted: 'was submitted',
      returned: 'was sent back: complete it under Claims',
      approved: 'was approved and waits to be processed',
      rejected: 'was rejected',
      processed: 'was processed',
      unprocessable: 'could not be processed',
      withdrawn: 'was withdrawn',
    },
    with: 'it is with',
    period: 'payroll period',
    units: { km: 'km', day: 'days', hour: 'hours', eur: '' },
  },
} as const;

/** The Assistant's view of the forms: read from declarations, through what the employee may see. */
export function assistantForms(declarations: () => Declarations, clock: Clock): Forms {
  return {
    sum(actor, form) {
      const url = new URL(form, 'http://localhost');
      const kind = forms[url.pathname];
      if (kind === undefined) return null;
      const values = valuesFromQuery(kind, (name) => url.searchParams.get(name) ?? '', today(clock));
      const parsed = parseValues(values);
      const input = parsed.ok ? declarationInputSchema.safeParse(parsed.input) : null;
      if (!input?.success) return null;
      try {
        const { lines, total } = declarations().preview(actor, input.data);
        const priced = lines.filter(({ amount }) => amount !== null);
        if (priced.length === 0) return null;
        return { lines: perRate(priced).map(lineText), total: total === null ? null : formatEuro(total) };
      } catch (error) {
        // Somebody without an employment here has no rates; the form itself will say so.
        if (error instanceof AppError) return null;
        throw error;
      }
    },
    standing(actor, lang) {
      const t = words[lang];
      return declarations()
        .mine(actor)
        .filter(({ status }) => status !== 'withdrawn')
        .slice(0, SHOWN)
        .map(({ id, form, status, fromDate, toDate, periodId, reason }) => {
          const holder =
            status === 'submitted' || status === 'approved' ? declarations().holder(actor, id) : null;
          const more = [
            ...(holder === null ? [] : [`${t.with} ${holder.who}`]),
            ...(status === 'processed' && periodId !== null
              ? [`${t.period} ${periodId % 100} (${Math.floor(periodId / 100)})`]
              : []),
            ...(reason !== null && (status === 'rejected' || status === 'returned') ? [reason] : []),
          ];
          return `${titleOf(form, fromDate, toDate)} ${t.status[status]}${more.length > 0 ? `: ${more.join(', ')}` : ''}.`;
        });
    },
  };
}

/** Lines of one component at one rate as one. */
function perRate(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.componentId} ${line.rate}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { ...line });
    else {
      known.quantity += line.quantity;
      known.amount = (known.amount ?? 0) + (line.amount ?? 0);
    }
  }
  return [...sums.values()];
}

function lineText({ label, unit, quantity, rate, amount }: Line): string {
  const sum = formatEuro(amount ?? 0);
  if (unit === 'eur' || rate === null) return `${label}: ${sum}`;
  return `${label}: ${formatMilli(quantity)} ${words.nl.units[unit]} × ${formatEuroMilli(rate)} = ${sum}`;
}
