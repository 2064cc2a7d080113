/** A calendar date, 'YYYY-MM-DD', no time and no zone. Compare with < and >. */
export type CalendarDate = string;

/** Source of time; only entries and adapters read the real clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

const amsterdam = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar date in the Netherlands at the moment the clock tells. */
export function today(clock: Clock): CalendarDate {
  return amsterdam.format(clock.now());
}

/** True when `date` lies in [validFrom, validTo], both ends included; null is open-ended. */
export function isValidOn(
  period: { validFrom: CalendarDate | null; validTo: CalendarDate | null },
  date: CalendarDate,
): boolean {
  return (
    (period.validFrom === null || period.validFrom <= date) &&
    (period.validTo === null || date <= period.validTo)
  );
}

/** True for an existing calendar date in ISO form. */
export function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === value;
}
