/** What guessers try first, folded; our own short list, beside the rule on length. */
const common = new Set(
  `wachtwoord wachtwoord1 wachtwoord12 wachtwoord123 welkom01 welkom12345 welkom1234 welkomwelkom password123 password1234 qwerty12345 qwertyuiop
  1234567890 12345678910 0123456789 1q2w3e4r5t iloveyou12 voetbal123 feyenoord1 geheim1234 zomer2026! winter2026! lente2026! herfst2026!
  aaaaaaaaaa 1111111111 0000000000 abcdefghij abcd123456 letmein1234 administrator`.split(/\s+/),
);

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 500;

/** Why a password is refused; null when it will do. Length counts, signs do not (NIST SP 800-63B, 5.1.1.2). */
export function passwordFault(password: string, email: string): 'short' | 'long' | 'common' | null {
  if ([...password].length < MIN_PASSWORD) return 'short';
  if (password.length > MAX_PASSWORD) return 'long';
  const folded = password.toLowerCase();
  const name = email.split('@')[0]?.toLowerCase() ?? '';
  if (common.has(folded) || new Set(folded).size < 4) return 'common';
  return name.length > 3 && folded.replace(/\d+$/, '') === name ? 'common' : null;
}
