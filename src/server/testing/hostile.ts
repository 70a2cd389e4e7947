import fc from 'fast-check';

/** Texts that broke something somewhere: bytes, scripts, markup, commands of other languages. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e\u2066txt.exe',
  '\u200b\u200d\u2060',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  'Nguyễn\r\nX-Injected: 1',
  '\u001b[31m\u0007',
  `' or '1'='1`,
  `'; drop table cases.case_file; --`,
  '$1; select pg_sleep(10)',
  '\\',
  '%',
  '%s%n%x',
  '{{7*7}}',
  '${process.exit(1)}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '//evil.example',
  '=cmd|calc!A1',
  '#set($x=1)',
  '-1',
  '0',
  'NaN',
  'Infinity',
  '1e400',
  '9999999999999999999999',
  '0x10',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  '0190a000-0000-7000-8000-000000000000',
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '9999-12-31',
  'x'.repeat(5_000),
  'Ế'.repeat(3_000),
  '👨‍👩‍👧‍👦'.repeat(200),
  '\u0301'.repeat(2_000),
];

/** Values of other kinds than a field expects. */
export const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  [[[[]]]],
  ['a', 'b'],
  {},
  { $ne: null },
  { toString: 'x', valueOf: 1, length: -1 },
  { then: 'x' },
  Array.from({ length: 2_000 }, (_, index) => index),
];

export type HostileBody = { readonly type: string; readonly payload: string | Buffer; readonly headers?: Readonly<Record<string, string>> };

/** Five megabytes, where one is the limit. */
export const hugeBodies: readonly HostileBody[] = [
  { type: 'application/json', payload: `{"a":"${'x'.repeat(5_000_000)}"}` },
  { type: 'application/x-www-form-urlencoded', payload: `a=${'x'.repeat(5_000_000)}` },
];

/** Bodies that are sent as they are, with the type they claim. */
export const hostileBodies: readonly HostileBody[] = [
  ...['', ' ', 'null', 'true', '1', '"x"', '[]', '{', '{"a":}', "{'a':1}", '{"a":1}{"a":2}', '{"a":1e400}', '{"a":NaN}', '\u0000', '{"a":"\u0001"}'].map((payload) => ({ type: 'application/json', payload })),
  { type: 'application/json', payload: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
  { type: 'application/json', payload: `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join(',')}}` },
  { type: 'application/json', payload: '{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}' },
  { type: 'application/json', payload: '{"requestId":"a","requestId":"b"}' },
  { type: 'application/json; charset=utf-16', payload: Buffer.from('{"a":1}', 'utf16le') },
  { type: 'application/json', payload: Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]) },
  { type: 'application/json', payload: Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0xe2, 0x82, 0x22, 0x7d]) },
  { type: 'application/json', payload: Buffer.from('1f8b08000000000000ffab5648540100', 'hex'), headers: { 'content-encoding': 'gzip' } },
  { type: 'application/json', payload: '{}', headers: { 'content-encoding': 'br, gzip, deflate' } },
  { type: 'application/json;charset=', payload: '{}' },
  { type: 'text/plain', payload: '{}' },
  { type: 'application/xml', payload: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' },
  { type: 'application/x-yaml', payload: '!!js/function "x"' },
  { type: '\u00ff', payload: '{}' },
  { type: 'application/x-www-form-urlencoded', payload: '%%%&=&==&a=%zz&a[]=1&a[b][c]=2&__proto__[x]=1' },
  { type: 'application/x-www-form-urlencoded', payload: Array.from({ length: 20_000 }, (_, n) => `k${n}=1`).join('&') },
  { type: 'multipart/form-data', payload: 'x' },
  { type: 'multipart/form-data; boundary=----formBoundaryAAAAAAAAAAAAAAAA', payload: '------formBoundaryAAAAAAAAAAAAAAAA\r\nContent-Disposition: form-data; name="a"\r\n\r\nunfinished' },
  { type: 'multipart/form-data; boundary=----formBoundaryAAAAAAAAAAAAAAAA', payload: '------formBoundaryAAAAAAAAAAAAAAAA\r\nContent-Disposition: form-data; name="GT-TT"; filename="../../x\u0000.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n------formBoundaryAAAAAAAAAAAAAAAA--\r\n' },
];

/** Headers that lie, shout or try to speak for others. */
export const hostileHeaders: readonly Readonly<Record<string, string>>[] = [
  { cookie: 'dinh-session=\u0001\u0002; =; ;;; a' },
  { cookie: `dinh-session=${'A'.repeat(7_000)}` },
  { cookie: Array.from({ length: 300 }, (_, n) => `dinh-session=${n}`).join('; ') },
  { cookie: 'lang=%00; lang=../../x; dinh-eid=%ff; dinh-pending={}' },
  { 'x-http-method-override': 'DELETE', 'x-method-override': 'PUT', '_method': 'PATCH' },
  { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher', 'x-real-ip': '::1', forwarded: 'for=127.0.0.1;host=evil' },
  { 'x-original-url': '/can-bo', 'x-rewrite-url': '/can-bo', 'x-request-id': '\u007f', 'x-actor': 'system' },
  { authorization: 'Basic YWRtaW46YWRtaW4=', 'proxy-authorization': 'Bearer x' },
  { accept: 'text/html;q=nan, */*;q=-1', 'accept-encoding': 'br;q=x, *;q=0', 'accept-language': '*'.repeat(500) },
  { range: 'bytes=0-,1-,2-,3-', 'if-none-match': '"'.repeat(200), 'if-modified-since': 'gestern' },
  { origin: 'null' },
  { origin: 'http://xa.example.evil.example', 'sec-fetch-site': 'cross-site' },
  { 'content-length': '0', expect: '100-continue', te: 'trailers', upgrade: 'h2c' },
  { 'tus-resumable': '9.9.9', 'upload-length': '-1', 'upload-offset': 'NaN', 'upload-metadata': 'filename ====' },
];

/** Any JSON at all, with keys that objects inherit. */
export const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'requestId', 'caseId', 'unitUid', 'answers', 'papers', 'words', 'fields', 'length', ''), fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...hostileTexts)), { noNullPrototype: true }),
);

/** A copy of `value` in which one leaf, chosen by `at`, is another. */
export function withOneLeaf(value: unknown, at: number, other: unknown): unknown {
  const paths = leavesOf(value, []);
  const path = paths[at % paths.length] ?? [];
  return replaced(value, path, other);
}

function leavesOf(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function replaced(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  copy[key] = replaced(copy[key], rest, other);
  return copy;
}
