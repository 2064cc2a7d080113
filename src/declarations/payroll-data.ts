import type { ExportRow } from './model.ts';

/** One call of Loket's `PATCH .../employments/{employmentId}/payrollperioddata` (domain 1.2). */
export interface PayrollPeriodData {
  employmentId: string;
  payrollPeriod: { year: number; periodNumber: number };
  payrollComponents: { payrollComponent: { key: number }; value: number }[];
}

/** The totals in Loket's form, one entry an employment; what did not change since the last export is left out when asked. */
export function payrollPeriodData(
  periodId: number,
  rows: readonly ExportRow[],
  onlyChanged = false,
): PayrollPeriodData[] {
  const chosen = onlyChanged ? rows.filter(({ quantity, before }) => quantity !== before) : rows;
  const ids = [...new Set(chosen.map(({ employmentId }) => employmentId))];
  return ids.map((employmentId) => ({
    employmentId,
    payrollPeriod: { year: Math.floor(periodId / 100), periodNumber: periodId % 100 },
    payrollComponents: chosen
      .filter((row) => row.employmentId === employmentId)
      .map(({ componentKey, quantity }) => ({
        payrollComponent: { key: componentKey },
        // Loket takes a decimal number; thousandths go out exactly.
        value: quantity / 1000,
      })),
  }));
}
