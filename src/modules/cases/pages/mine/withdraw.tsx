import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { Button, ButtonRow, ErrorSummary, LinkButton, Matter, Notice, PostForm } from '#ui/citizen/index.ts';
import { openOwnCase } from './own-case.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { file, abilities } = (await openOwnCase(args)).view;
  return { id: file.id, code: file.code, procedureName: file.procedureName, possible: abilities.withdraw === true };
}

export async function action(args: ActionFunctionArgs) {
  const { cases, actor, view } = await openOwnCase(args);
  const form = await formOf(args.request);
  const done = await attempt(() =>
    cases.withdraw(actor, { requestId: textOf(form, 'requestId'), caseId: view.file.id }),
  );
  return done.ok ? redirect(`/ho-so/${view.file.id}`) : data({ words: done.problem.words }, { status: 409 });
}

/** Taking an application back is asked first: it cannot be undone. */
export default function Withdraw() {
  const item = useLoaderData<typeof loader>();
  const words = useActionData<typeof action>()?.words;
  const t = useText('cases');
  const href = `/ho-so/${item.id}`;
  return (
    <Matter
      title={t('mine.withdraw.title')}
      caption={`${t('track.case')} ${item.code} · ${item.procedureName}`}
      back={{ href, label: t('mine.backToCase') }}
    >
      <title>{t('mine.withdraw.title')}</title>
      <ErrorSummary errors={words === undefined ? [] : [{ message: words }]} />
      {item.possible ? (
        <>
          <p>{t('mine.withdraw.note')}</p>
          <PostForm>
            <RequestIdField />
            <ButtonRow>
              <Button look="danger">{t('mine.withdraw.button')}</Button>
              <LinkButton href={href} look="quiet">
                {t('mine.withdraw.keep')}
              </LinkButton>
            </ButtonRow>
          </PostForm>
        </>
      ) : (
        <Notice tone="due" title={t('mine.withdraw.tooLate')}>
          {t('mine.withdraw.tooLateNote')}
        </Notice>
      )}
    </Matter>
  );
}
