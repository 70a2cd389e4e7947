import { createHash } from 'node:crypto';
import type { MockCitizen } from './mock-citizens.ts';

const style = `
body{margin:0;background:#f6f1e7;color:#241f1a;font:18px/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1rem}
.mark{background:#7a1f12;color:#fff;font-weight:700;text-align:center;padding:.6rem 1rem;letter-spacing:.04em}
h1{font-size:1.5rem;line-height:1.25}
ul{list-style:none;padding:0;margin:0}
li{background:#fff;border:1px solid #cbbfa9;border-radius:8px;margin:0 0 .75rem}
button{font:inherit;color:inherit;background:none;border:0;width:100%;min-height:44px;padding:.75rem 1rem;text-align:left;cursor:pointer}
button:focus-visible{outline:3px solid #1f4e79;outline-offset:2px}
strong{display:block}
li p{margin:.5rem 1rem}
code{font-size:1.6rem;letter-spacing:.15em}
.cancel button{text-align:center;text-decoration:underline}`;

/** Content-Security-Policy source of the one inline style sheet. */
export const choicePageStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);
}

/** The page on which a demonstration visitor chooses whom to be. Plain HTML, one form, no script. */
export function choicePage(citizens: readonly MockCitizen[], action: string): string {
  const rows = citizens.map(
    (citizen) =>
      `<li><button name="subject" value="${escapeHtml(citizen.subject)}"><strong>${escapeHtml(citizen.fullName)}</strong>` +
      `${escapeHtml(citizen.story)} · mức ${citizen.assurance}</button></li>`,
  );
  return simulatedPage(
    'Chọn công dân để đăng nhập',
    `<p>Đây là nhà cung cấp định danh giả lập, dùng để trình diễn và kiểm thử. Không có người thật nào dưới đây.</p>
<form method="post" action="${escapeHtml(action)}"><ul>${rows.join('')}</ul>
<p class="cancel"><button name="subject" value="">Không đăng nhập, quay lại</button></p></form>`,
  );
}

/** Shown when the browser lost the interaction (cookie blocked, page kept open for too long, address typed by hand). */
export function lostPage(): string {
  return simulatedPage(
    'Phiên đăng nhập giả lập đã hết hạn',
    '<p>Hãy quay lại trang dịch vụ công và bấm đăng nhập một lần nữa.</p>',
  );
}

/** The frame of every simulated page: nobody may take it for the real thing. */
export function simulatedPage(title: string, body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>MÔ PHỎNG – ${title}</title><style>${style}</style></head><body>
<header class="mark">MÔ PHỎNG · không phải VNeID</header><main><h1>${title}</h1>${body}</main></body></html>`;
}
