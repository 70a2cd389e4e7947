import { escapeHtml } from './api-page.ts';

/** A problem for a person whose page could not even begin: plain, without style sheet or script, so that it always works. */
export function problemPage(problem: { readonly detail: string; readonly traceId: string }): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Chưa mở được trang</title></head><body><main><h1>Chưa mở được trang</h1>
<p>${escapeHtml(problem.detail)}</p>
<p><a href="">Thử lại</a> · <a href="/">Về trang đầu</a></p>
<p><small>Mã tra cứu lỗi: ${escapeHtml(problem.traceId)}</small></p></main></body></html>`;
}
