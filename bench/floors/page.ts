/** The bare page: the words and elements of a real page (PAGE, a file), drawn anew by React for each call and compressed alike. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { readHtml, type HtmlNode } from './read-html.ts';
import { serve } from './http-server.ts';

const page = readHtml(readFileSync(process.env['PAGE'] ?? '', 'utf8'));

function draw(node: HtmlNode, key: number): ReactNode {
  if (typeof node === 'string') return node;
  return createElement(node.tag, { key, ...node.attributes }, ...(node.children.length === 0 ? [] : [node.children.map(draw)]));
}

serve(async () => {
  const html = Buffer.from(`<!DOCTYPE html>${renderToString(draw(page, 0))}`);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: html.length };
  return { status: 200, type: 'text/html; charset=utf-8', encoding: 'br', body: brotliCompressSync(html, { params }) };
});
