import {
  Form,
  Link,
  Outlet,
  useLoaderData,
  useLocation,
  useParams,
  type LinksFunction,
  type LoaderFunctionArgs,
} from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import {
  ActionLink,
  Button,
  DatePicker,
  EmptyState,
  TextInput,
  Toolbar,
  TreeView,
  type TreeNode,
} from '#ui/officer/index.ts';
import type { Choice, Organization } from '../index.ts';
import { momentOf, noUnit, treeHref, unitHref, withDay, type Moment } from './hrefs.ts';
import stylesheet from './organization.css?url';
import { treeEntries, type TreeEntry } from './tree-nodes.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const organization = page.service<Organization>('organization');
  const moment = momentOf(request, page.now());
  const text = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 200);
  const forest = await organization.unitTree(moment.asOf);
  const found = text === '' ? null : await organization.searchUnits(page.actor, { text, asOf: moment.asOf });
  const { manageUnits: manageRoots } = organization.generalAbilities(page.actor);
  return { moment, text, found, manageRoots, entries: treeEntries(forest, params['unitUid'] ?? null) };
}

/** The tree of any day on the left; the unit, or a form about it, on the right. */
export default function TreePage() {
  const data = useLoaderData<typeof loader>();
  const { unitUid } = useParams();
  const t = useText('organization');
  const chosen = unitUid !== undefined;
  return (
    <div className={chosen ? 'master chosen' : 'master'}>
      <title>{t('title')}</title>
      <section className="list units-tree" aria-label={t('title')}>
        <TreeHead {...data} chosen={chosen} />
        {data.found === null ? (
          <WholeTree {...data} current={unitUid ?? null} />
        ) : (
          <FoundUnits {...data} found={data.found} />
        )}
      </section>
      <div className="matter-pane">
        {chosen && (
          <Link className="to-list" to={withDay(treeHref, data.moment)}>
            ‹ {t('title')}
          </Link>
        )}
        <Outlet />
      </div>
    </div>
  );
}

type Shown = { readonly moment: Moment; readonly text: string };

function TreeHead({ moment, text, manageRoots, chosen }: Shown & { manageRoots: boolean; chosen: boolean }) {
  const t = useText('organization');
  // A unit that is being looked at stays chosen when the day changes.
  const { pathname } = useLocation();
  const Heading = chosen ? 'h2' : 'h1';
  return (
    <>
      <div className="hd">
        <Heading>{t('title')}</Heading>
        <span className="row">
          <ActionLink small href={withDay(`${treeHref}/in`, moment)} label={t('action.print')} />
          <ActionLink
            small
            href={`/api/v1/organization/tree.xlsx?asOf=${moment.asOf}`}
            label={t('action.export')}
            download={`co-cau-to-chuc-${moment.asOf}.xlsx`}
          />
          {manageRoots && (
            <ActionLink small href={withDay(`${treeHref}/${noUnit}/them`, moment)} label={t('action.addRoot')} />
          )}
        </span>
      </div>
      {moment.asOf !== moment.today && (
        <p className="other-day">
          {t('tree.notToday', { date: formatDate(moment.asOf) })} <Link to={treeHref}>{t('tree.toToday')}</Link>
        </p>
      )}
      <Form action={pathname} role="search">
        <Toolbar label={t('tree.label')}>
          <DatePicker key={moment.asOf} name="ngay" label={t('tree.asOf')} value={moment.asOf} />
          <TextInput
            key={text}
            name="q"
            type="search"
            label={t('tree.search')}
            hint={t('tree.searchHint')}
            value={text}
            maxLength={200}
          />
          <Button look="quiet">{t('tree.show')}</Button>
        </Toolbar>
      </Form>
    </>
  );
}

function WholeTree({
  entries,
  moment,
  current,
}: {
  entries: readonly TreeEntry[];
  moment: Moment;
  current: string | null;
}) {
  const t = useText('organization');
  if (entries.length === 0) return <EmptyState title={t('tree.empty')}>{t('tree.emptyAdvice')}</EmptyState>;
  const toNode = ({ uid, name, below, children }: TreeEntry): TreeNode => ({
    id: uid,
    label: name,
    href: unitHref(uid, moment),
    // A branch that was not sent tells how much is in it.
    note: children.length === 0 && below > 0 ? t('tree.below', { n: below }) : undefined,
    children: children.map(toNode),
    open: uid === current,
  });
  return (
    <TreeView
      label={t('tree.label')}
      nodes={entries.map((entry) => ({ ...toNode(entry), open: true }))}
      currentId={current}
    />
  );
}

function FoundUnits({ found, text, moment }: Shown & { found: readonly Choice[] }) {
  const t = useText('organization');
  const back = <Link to={withDay(treeHref, moment)}>{t('tree.all')}</Link>;
  if (found.length === 0) {
    return (
      <EmptyState title={t('tree.notFound', { text })} action={back}>
        {t('tree.notFoundAdvice')}
      </EmptyState>
    );
  }
  return (
    <div className="found">
      <h3>{t('tree.found', { text })}</h3>
      <ul>
        {found.map(({ value, label, note }) => (
          <li key={value}>
            <Link className="it" to={unitHref(value, moment)} data-row="">
              <b>{label}</b>
              <span className="k">{note}</span>
            </Link>
          </li>
        ))}
      </ul>
      {back}
    </div>
  );
}
