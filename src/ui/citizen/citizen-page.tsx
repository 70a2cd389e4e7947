import type { ReactNode } from 'react';
import { Mark } from '../mark.tsx';
import { useWords, WordsProvider } from '../words-context.tsx';

/** One link of a navigation; `current` marks the page shown. */
export type NavItem = { readonly href: string; readonly label: string; readonly current?: boolean | undefined };

export type CitizenPageProps = {
  /** The people's committee served, e.g. "Xã An Hòa". */
  readonly localityName: string;
  /** What this site is, e.g. "Cổng dịch vụ công · tỉnh Bình Minh". */
  readonly portalName: string;
  readonly homeHref?: string | undefined;
  readonly nav: readonly NavItem[];
  /** Who is signed in; `href` leads to their own page. */
  readonly user?: { readonly name: string; readonly href: string } | null | undefined;
  /** Shown when nobody is signed in. */
  readonly signIn?: NavItem | undefined;
  /** A POST form; `fields` holds its hidden inputs (request id). */
  readonly signOut?: { readonly action: string; readonly fields?: ReactNode } | undefined;
  /** Links to the same page in other languages, each named in its own language. */
  readonly locales?: readonly { readonly href: string; readonly label: string; readonly lang: string }[];
  /** Who answers for the site: office, address, telephone. */
  readonly footer?: ReactNode;
  readonly footerLinks?: readonly NavItem[];
  readonly locale?: string | undefined;
  readonly children: ReactNode;
};

/** The frame of every citizen page. Works without a script; put one `Matter` inside. */
export function CitizenPage(props: CitizenPageProps) {
  return (
    <WordsProvider locale={props.locale ?? 'vi'}>
      <SkipLink />
      <SiteHeader {...props} />
      <main className="wrap" id="main" tabIndex={-1}>
        {props.children}
      </main>
      <SiteFooter {...props} />
    </WordsProvider>
  );
}

function SkipLink() {
  return (
    <a className="skip" href="#main">
      {useWords().skip}
    </a>
  );
}

function SiteHeader({ localityName, portalName, homeHref = '/', nav, user, signIn, signOut }: CitizenPageProps) {
  const words = useWords();
  return (
    <header className="site">
      <div className="wrap">
        <a className="home" href={homeHref}>
          <Mark />
          <span>
            <b>{localityName}</b>
            <span>{portalName}</span>
          </span>
        </a>
        <nav aria-label={words.mainNav}>
          <ul>
            {nav.map((item) => (
              <NavLink key={item.href} item={item} />
            ))}
            {user ? (
              <li>
                <a className="me" href={user.href}>
                  {user.name}
                </a>
              </li>
            ) : (
              signIn && <NavLink item={signIn} />
            )}
            {user && signOut && <SignOut action={signOut.action} fields={signOut.fields} label={words.signOut} />}
          </ul>
        </nav>
      </div>
    </header>
  );
}

function NavLink({ item }: { item: NavItem }) {
  return (
    <li>
      <a href={item.href} aria-current={item.current ? 'page' : undefined}>
        {item.label}
      </a>
    </li>
  );
}

function SignOut({ action, fields, label }: { action: string; fields: ReactNode; label: string }) {
  return (
    <li>
      <form method="post" action={action} data-clear-drafts="">
        {fields}
        <button className="btn link">{label}</button>
      </form>
    </li>
  );
}

function SiteFooter({ footer, footerLinks = [], locales = [] }: CitizenPageProps) {
  return (
    <footer className="foot">
      <div className="wrap">
        {footer && <span>{footer}</span>}
        {footerLinks.map((link) => (
          <a key={link.href} href={link.href}>
            {link.label}
          </a>
        ))}
        {locales.map((locale) => (
          <a key={locale.lang} href={locale.href} lang={locale.lang} hrefLang={locale.lang}>
            {locale.label}
          </a>
        ))}
      </div>
    </footer>
  );
}
