/** A cookie that only our own server reads (HttpOnly), sent with top-level navigation only (SameSite=Lax). */
export type OwnCookie = {
  read(cookieHeader: string | null | undefined): string | null;
  write(value: string, maxAgeSeconds?: number): string;
  clear(): string;
};

export type IdentityCookies = { readonly session: OwnCookie; readonly pending: OwnCookie; readonly flow: OwnCookie };

/** `__Host-` binds a cookie to this host over HTTPS; without HTTPS browsers would refuse the prefix. */
export function createCookies(https: boolean): IdentityCookies {
  const cookie = (name: string): OwnCookie => ownCookie(https ? `__Host-${name}` : name, https);
  return { session: cookie('dinh-session'), pending: cookie('dinh-pending'), flow: cookie('dinh-eid') };
}

function ownCookie(name: string, https: boolean): OwnCookie {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
  return {
    read: (header) => readCookie(header ?? '', name),
    write: (value, maxAge) => `${name}=${value}; ${attributes}${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
  };
}

const tokenForm = /^[A-Za-z0-9_-]{20,200}$/;

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const value = part.slice(at + 1).trim();
    if (tokenForm.test(value)) return value;
  }
  return null;
}
