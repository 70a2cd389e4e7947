import { parseCookie } from './read-cookie.ts';

/** What was just done, told on the page that shows next: kept in a cookie for one minute, since the way leads to another case. */
export type ActFlash = { readonly act: string; readonly caseId: string; readonly code: string };

const cookieName = 'dinh_cases_flash';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const shape = new RegExp(`^([a-z_]{3,30})\\|(${uuid})\\|([A-Z0-9.-]{5,60})$`, 'u');

/** Set-Cookie line; `secure` for an https site. */
export function flashCookie({ act, caseId, code }: ActFlash, secure: boolean): string {
  return `${cookieName}=${encodeURIComponent(`${act}|${caseId}|${code}`)}; ${attributes(60, secure)}`;
}

/** Set-Cookie line that takes the message away once it was shown. */
export function noFlashCookie(secure: boolean): string {
  return `${cookieName}=; ${attributes(0, secure)}`;
}

function attributes(seconds: number, secure: boolean): string {
  return `Path=/can-bo; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The message that the browser sent, or null; anything that is not ours is nothing. */
export function readFlash(header: string | null): ActFlash | null {
  const [, act, caseId, code] = shape.exec(parseCookie(header, cookieName)) ?? [];
  return act === undefined || caseId === undefined || code === undefined ? null : { act, caseId, code };
}
