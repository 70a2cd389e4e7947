import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, LinkButton, Matter, PostForm } from '#ui/citizen/index.ts';
import type { Cases } from '../../index.ts';
import { dateTime } from '../case-words.ts';
import { signedIn } from '../signed-in.ts';
import { openDraft } from './draft.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { draft, content } = await openDraft(args);
  return { procedureName: content.name, updatedAt: draft.updatedAt.toISOString() };
}

/** A second press finds nothing left to throw away, which is what was wanted. */
export async function action({ context, params, url }: ActionFunctionArgs) {
  const page = pageContext(context);
  await page.service<Cases>('cases').discardDraft(signedIn(page, url), params['draftId'] ?? '');
  return redirect('/ho-so');
}

/** Throwing a draft away is asked first: what was typed cannot be brought back. */
export default function DiscardDraft() {
  const item = useLoaderData<typeof loader>();
  const t = useText('cases');
  const locale = useLocale();
  return (
    <Matter
      title={t('apply.discard.title')}
      caption={item.procedureName[locale]}
      lead={t('apply.discard.lead', { at: dateTime(item.updatedAt) })}
      back={{ href: '/ho-so', label: t('mine.title') }}
    >
      <title>{t('apply.discard.title')}</title>
      <PostForm>
        <ButtonRow>
          <Button look="danger">{t('apply.discard.button')}</Button>
          <LinkButton href="/ho-so" look="quiet">
            {t('apply.discard.keep')}
          </LinkButton>
        </ButtonRow>
      </PostForm>
    </Matter>
  );
}
