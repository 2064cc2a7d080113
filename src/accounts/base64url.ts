/** base64url without padding (RFC 4648, 5), with what every runtime has. */

export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @throws the runtime's error for what is no base64url */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (sign) => sign.charCodeAt(0));
}

export function textToBase64url(text: string): string {
  return toBase64url(new TextEncoder().encode(text));
}

export function base64urlToText(text: string): string {
  return new TextDecoder().decode(fromBase64url(text));
}
