export type HtmlElement = { readonly tag: string; readonly attributes: Readonly<Record<string, string>>; readonly children: HtmlNode[] };
export type HtmlNode = string | HtmlElement;

const empty = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'wbr']);
const names: Readonly<Record<string, string>> = { class: 'className', for: 'htmlFor', charset: 'charSet', colspan: 'colSpan', rowspan: 'rowSpan', tabindex: 'tabIndex', hreflang: 'hrefLang' };

/** The tree of a page that React made: well-formed, so that this needs no forgiving parser. Scripts and comments are left out. */
export function readHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: 'root', attributes: {}, children: [] };
  const open = [root];
  const plain = html.replace(/<!DOCTYPE[^>]*>|<!--.*?-->|<script\b.*?<\/script>/gisu, '');
  for (const [, closing, tag, attributes = '', selfClosing, text] of plain.matchAll(/<(\/?)([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/giu)) {
    if (text !== undefined) open.at(-1)?.children.push(decode(text));
    else if (closing === '/') open.pop();
    else {
      const element = { tag: tag ?? '', attributes: readAttributes(attributes), children: [] };
      open.at(-1)?.children.push(element);
      if (selfClosing !== '/' && !empty.has(element.tag)) open.push(element);
    }
  }
  const page = root.children.find((child) => typeof child !== 'string');
  if (page === undefined || open.length !== 1) throw new Error('the page is not well-formed');
  return page;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([^\s=]+)(?:="([^"]*)")?/gu)) if (name !== 'style') attributes[names[name] ?? name] = decode(value);
  return attributes;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'", nbsp: '\u00a0' };

const decode = (text: string): string => text.replace(/&([#\w]+);/gu, (whole, name: string) => entities[name] ?? whole);
