import type { MailText } from './model.ts';

/** The mail as plain text; the link stands alone on a line. */
export function plainOf({ paragraphs, link, after }: MailText): string {
  return [...paragraphs, ...(link === null ? [] : [`${link.label}:\n${link.url}`]), ...after].join('\n\n');
}

/** The same as simple HTML: everything that comes from people is escaped. */
export function htmlOf({ subject, paragraphs, link, after }: MailText): string {
  const paragraph = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`;
  const button =
    link === null
      ? ''
      : `<p><a href="${escaped(link.url)}" style="display:inline-block;padding:10px 16px;border-radius:8px;background:#0a5c63;color:#ffffff;text-decoration:none">${escaped(link.label)}</a></p><p style="color:#4a5a60">${escaped(link.url)}</p>`;
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(oneLine(subject))}</title></head><body style="font-family:sans-serif;color:#17252a;max-width:36rem">${paragraphs.map(paragraph).join('')}${button}${after.map(paragraph).join('')}</body></html>`;
}

/** A subject stands on one line, whatever a name in it holds. */
export function oneLine(subject: string): string {
  return subject.replace(/[\r\n]+/g, ' ').slice(0, 200);
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  );
}
