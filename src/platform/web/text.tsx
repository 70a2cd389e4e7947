import i18next, { type i18n } from 'i18next';
import { createContext, useContext, type ReactNode } from 'react';
import type { Locale } from './page-context.ts';

/** Namespace → nested texts, per language. */
export type Catalogue = Readonly<Record<string, Readonly<Record<string, object>>>>;

export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

let instance: i18n | undefined;

/** Called once by each entry with the texts of all modules; Vietnamese is complete, other languages fall back key by key. */
export function registerCatalogue(catalogue: Catalogue): void {
  instance = i18next.createInstance();
  void instance.init({
    resources: catalogue,
    lng: 'vi',
    fallbackLng: 'vi',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

/** Texts of one namespace in one language, for loaders and mails. */
export function textsOf(locale: Locale, namespace: string): Translate {
  if (instance === undefined) throw new Error('registerCatalogue has not run');
  return instance.getFixedT(locale, namespace) as unknown as Translate;
}

const LocaleContext = createContext<Locale>('vi');

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** Texts of one namespace in the reader's language. */
export function useText(namespace: string): Translate {
  return textsOf(useLocale(), namespace);
}
