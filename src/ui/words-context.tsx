import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { words } from './words.ts';
import type { Locale, Words } from './words.ts';

const LocaleContext = createContext<Locale>('vi');

/** Sets the language of the small default words below it. A language without words speaks Vietnamese. */
export function WordsProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale === 'en' ? 'en' : 'vi'}>{children}</LocaleContext>;
}

/** The language the components around here speak. */
export function useLocale(): Locale {
  return use(LocaleContext);
}

/** The default words in that language. */
export function useWords(): Words {
  return words[use(LocaleContext)];
}
