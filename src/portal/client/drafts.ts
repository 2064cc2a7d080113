const PREFIX = 'vraagbaak-antwoord:';

type Fields = Record<string, string>;

/** Keeps what is typed in a form in this tab, under the address of the page: a lost session must not cost it. */
export function keepDraft(form: HTMLFormElement): void {
  const key = PREFIX + location.pathname;
  form.addEventListener('input', () => store(key, fieldsOf(form)));
}

/** Puts a kept draft back, unless the server sent the form back with what was typed. @returns whether it did */
export function restoreDraft(form: HTMLFormElement): boolean {
  const kept = read(PREFIX + location.pathname);
  if (kept === null || form.dataset.sentBack !== undefined) return false;
  let changed = false;
  for (const [name, value] of Object.entries(kept)) {
    const control = form.elements.namedItem(name);
    if (control instanceof RadioNodeList || control instanceof HTMLTextAreaElement) {
      changed ||= control.value !== value;
      control.value = value;
    }
  }
  return changed;
}

/** The answer was kept, so its draft may go. Call on the page that says so. */
export function forgetDrafts(): void {
  if (!new URLSearchParams(location.search).has('net')) return;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  return fields;
}

/** Storage may be full or forbidden; the draft is then simply not kept. */
function store(key: string, fields: Fields): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(fields));
  } catch {
    return;
  }
}

function read(key: string): Fields | null {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? null : (JSON.parse(kept) as Fields);
  } catch {
    return null;
  }
}
