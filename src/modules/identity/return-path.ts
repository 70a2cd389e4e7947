/**
 * A page of our own to go back to after sign-in. Anything that a browser could read as another site, or as a sign-in page
 * again, becomes the fallback (open redirect, OWASP ASVS 5.1.5).
 */
export function safeReturnPath(wanted: string | null | undefined, fallback: string): string {
  if (!wanted || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return fallback;
  const base = 'https://own.invalid';
  if (!URL.canParse(wanted, base)) return fallback;
  const url = new URL(wanted, base);
  const leadsIntoSignIn = /^\/(?:can-bo\/)?(?:dang-nhap|dang-xuat)(?:\/|$)/.test(url.pathname);
  // After normalisation the path must still be ours: `/.//evil.example` becomes `//evil.example`.
  return url.origin !== base || url.pathname.startsWith('//') || leadsIntoSignIn
    ? fallback
    : `${url.pathname}${url.search}${url.hash}`;
}
