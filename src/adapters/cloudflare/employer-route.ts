const employerIdForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The ids in a comma-separated setting; what is not an id of ours is left out. */
export function parseEmployerIds(setting: string): string[] {
  return setting
    .split(',')
    .map((id) => id.trim())
    .filter((id) => employerIdForm.test(id));
}

/**
 * Which employer a request is for: the one in the path of the API, else the first label of the host name, else the
 * only one there is. Null for an employer that is not served here.
 */
export function employerIdOf(request: Request, served: readonly string[]): string | null {
  const url = new URL(request.url);
  const inPath = /^\/api\/employers\/([^/]+)(?:\/|$)/.exec(url.pathname)?.[1];
  if (inPath !== undefined) return served.includes(inPath) ? inPath : null;
  const label = url.hostname.split('.')[0] ?? '';
  if (served.includes(label)) return label;
  return served.length === 1 ? (served[0] ?? null) : null;
}
