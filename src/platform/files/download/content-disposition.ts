/**
 * `Content-Disposition` of RFC 6266: an ASCII name for old readers, the real one as UTF-8 (RFC 8187).
 * `name` must be cleaned; quotes, controls and percent signs are escaped all the same.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
  const ascii = plain.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const utf8 = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
