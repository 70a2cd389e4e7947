/** The value of one cookie of a Cookie header; empty when it is not there or cannot be read. */
export function parseCookie(header: string | null, name: string): string {
  const found = (header ?? '').split(/;\s*/u).find((part) => part.startsWith(`${name}=`));
  try {
    return decodeURIComponent(found?.slice(name.length + 1) ?? '');
  } catch {
    return '';
  }
}
