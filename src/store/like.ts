/** Pattern for LIKE ... ESCAPE '\' that finds what somebody typed anywhere in a text, its own % and _ taken as letters. */
export function likeAnywhere(typed: string): string {
  return `%${typed.replace(/[\\%_]/g, '\\$&')}%`;
}
