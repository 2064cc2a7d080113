import type { Finding, FindingCode } from './model.ts';

/** What was read from typed text, with what is to be said about it; null when it cannot be used. */
export interface Reading<T> {
  value: T | null;
  findings: Finding[];
}

type Severity = Finding['severity'];

/** A finding about a field; blocking unless said otherwise. */
export function finding(
  code: FindingCode,
  field: string,
  severity: Severity = 'block',
  data: Finding['data'] = {},
): Finding {
  return { code, severity, field, data };
}

/** A value with nothing that blocks it, or none. */
export function reading<T>(value: T, findings: Finding[]): Reading<T> {
  return { value: findings.some(({ severity }) => severity === 'block') ? null : value, findings };
}

/** Required text of at most so many characters. */
export function textFindings(value: string, field: string, most: number): Finding[] {
  if (value === '') return [finding('missing', field)];
  return value.length > most ? [finding('too-long', field, 'block', { most })] : [];
}
