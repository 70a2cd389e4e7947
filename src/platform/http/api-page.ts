type Operation = { summary?: string; tags?: readonly string[]; parameters?: readonly { name?: string; in?: string; required?: boolean }[] };
type Document = { paths?: Readonly<Record<string, unknown>> };

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** A plain readable list of the API; links to the machine-readable document. */
export function apiPage(document: Document): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) => methods.flatMap((method) => row(path, method, item)));
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>API của Đình</title></head><body><main><h1>API của Đình</h1>
<p>Bản đầy đủ cho máy đọc: <a href="/api/openapi.json">OpenAPI 3.1</a>. Lỗi trả về theo RFC 9457 (problem+json).</p>
<table border="1" cellpadding="6"><caption>Các địa chỉ</caption><thead><tr><th scope="col">Phương thức</th><th scope="col">Địa chỉ</th><th scope="col">Việc</th><th scope="col">Tham số</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></main></body></html>`;
}

function row(path: string, method: (typeof methods)[number], item: unknown): string[] {
  const operation = (item as Record<string, Operation | undefined>)[method];
  if (operation === undefined) return [];
  const parameters = (operation.parameters ?? []).map((parameter) => `${parameter.name ?? ''}${parameter.required === true ? '*' : ''}`);
  const cells = [method.toUpperCase(), path, operation.summary ?? '', parameters.join(', ')];
  return [`<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`];
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
