import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createRoutesStub, RouterContextProvider, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { expect } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import { pageRequestKey, type PageRequest } from '#platform/web/page-context.ts';
import { LocaleProvider, registerCatalogue } from '#platform/web/text.tsx';
import en from '../pages/text.en.json' with { type: 'json' };
import vi from '../pages/text.vi.json' with { type: 'json' };

export type PageModule = {
  readonly default: ComponentType;
  readonly loader?: (args: LoaderFunctionArgs) => Promise<unknown>;
  readonly action?: (args: ActionFunctionArgs) => Promise<unknown>;
};

export type Visit = {
  readonly path: string;
  readonly actor: Actor;
  readonly params?: Record<string, string>;
  readonly form?: Record<string, string | readonly string[]>;
  readonly locale?: 'vi' | 'en';
};

export type PageShower = {
  argsFor: (visit: Visit) => LoaderFunctionArgs & ActionFunctionArgs;
  /** The page as the server would send it, with the data of its real loader. */
  show: (page: PageModule, visit: Visit) => Promise<string>;
};

/** Pages of this module over real services. */
export function createPageShower(services: Readonly<Record<string, unknown>>, now: () => Date): PageShower {
  registerCatalogue({ vi: { notifications: vi }, en: { notifications: en } });
  const argsFor: PageShower['argsFor'] = ({ path, actor, params = {}, form }) => {
    const page = { actor, services, now, words: (error: Error) => error.message, onDenied: async () => undefined };
    const context = new RouterContextProvider();
    context.set(pageRequestKey, page as unknown as PageRequest);
    const url = new URL(path, 'http://localhost');
    const pairs = Object.entries(form ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : value.map((one) => [name, one])));
    const request = new Request(url, form === undefined ? {} : { method: 'POST', body: new URLSearchParams(pairs) });
    return { context, params, request, url } as unknown as LoaderFunctionArgs & ActionFunctionArgs;
  };
  return { argsFor, show: (page, visit) => show(page, visit, argsFor) };
}

async function show(page: PageModule, visit: Visit, argsFor: PageShower['argsFor']): Promise<string> {
  const actionData = visit.form === undefined ? undefined : await page.action?.(argsFor(visit));
  const data = await page.loader?.(argsFor(visit));
  const Page = (): ReturnType<typeof createElement> =>
    createElement(LocaleProvider, { locale: visit.locale ?? 'vi', children: createElement(page.default) });
  const Stub = createRoutesStub([{ id: 'page', path: '*', Component: Page, loader: () => null }]);
  const loaderData = { page: JSON.parse(JSON.stringify(data ?? null)) as unknown };
  const hydrationData = { loaderData, ...(actionData === undefined ? {} : { actionData: { page: actionData } }) };
  const html = renderToStaticMarkup(createElement(Stub, { initialEntries: [visit.path], hydrationData }));
  expectSound(html);
  return html;
}

/** Every match of the first group. */
export const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

function expectSound(html: string): void {
  const ids = all(html, /\sid="([^"]*)"/g);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of all(html, /\s(?:for|aria-labelledby)="([^"]*)"/g)) expect(ids).toContain(id);
  expect(html).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=/);
  // A key without words is shown as the key itself.
  expect(html).not.toMatch(/>\s*(?:inbox|mail|templates|mailbox|ways|channels|channel|phone)\.\w+/);
}

export const redirectOf = async (work: Promise<unknown>): Promise<string | null> => {
  const response = await work.catch((thrown: unknown) => thrown);
  return response instanceof Response ? response.headers.get('location') : null;
};
