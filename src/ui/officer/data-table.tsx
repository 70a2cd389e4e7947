import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';
import { useRowKeys } from './use-row-keys.ts';

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, tabular. */
  readonly align?: 'end' | undefined;
  /** Link that asks the server for this order; `direction` when it is the present one. */
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' | undefined } | undefined;
  /** Keeps the column on one line (codes, dates). */
  readonly nowrap?: boolean | undefined;
  /** Left out on a phone. */
  readonly wideOnly?: boolean | undefined;
};

export type DataTableProps<Row> = {
  /** What the table holds; read aloud, and shown unless `hideCaption`. */
  readonly caption: string;
  readonly hideCaption?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The first column becomes a link to the matter. */
  readonly rowHref?: ((row: Row) => string) | undefined;
  readonly currentKey?: string | null | undefined;
  /** Adds a box per row that submits `name=rowKey`; `label` names the row for screen readers. */
  readonly select?:
    { readonly name: string; readonly label: (row: Row) => string; readonly chosen?: readonly string[] } | undefined;
  /** Shown instead of the rows when there are none. */
  readonly empty?: ReactNode;
  readonly loading?: boolean | undefined;
};

/** A list of matters as a table: sorted by the server, header always in view, J and K walk the rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, hideCaption = false, columns, rows, rowKey, select, empty, loading = false } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, rows.length > 0);
  if (rows.length === 0 && !loading && empty) return empty;
  return (
    <div className="table-frame">
      <table className="table" aria-busy={loading}>
        <caption className={hideCaption ? 'sr' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {select && (
              <th scope="col" className="tick">
                <SelectAll name={select.name} />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {loading && rows.length === 0 ? (
            <LoadingRows columns={columns.length + (select ? 1 : 0)} />
          ) : (
            rows.map((row) => <BodyRow key={rowKey(row)} row={row} {...props} />)
          )}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { label, sort } = column;
  return (
    <th scope="col" className={cellClass(column)} aria-sort={sort?.direction}>
      {sort ? (
        <Link to={sort.href} preventScrollReset>
          {label}
          {sort.direction && <SortMark direction={sort.direction} />}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

function SortMark({ direction }: { direction: 'ascending' | 'descending' }) {
  const up = direction === 'ascending';
  return (
    <>
      <span aria-hidden="true"> {up ? '▲' : '▼'}</span>
      <span className="sr"> {up ? words.sortAscending : words.sortDescending}</span>
    </>
  );
}

function BodyRow<Row>({ row, columns, rowKey, rowHref, currentKey, select }: DataTableProps<Row> & { row: Row }) {
  const key = rowKey(row);
  const current = key === currentKey;
  return (
    <tr className={current ? 'on' : undefined}>
      {select && (
        <td className="tick">
          <input
            type="checkbox"
            name={select.name}
            value={key}
            defaultChecked={select.chosen?.includes(key)}
            aria-label={`${words.selectRow} ${select.label(row)}`}
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td key={column.key} className={cellClass(column)} data-label={column.label}>
          {index === 0 && rowHref ? (
            <Link to={rowHref(row)} data-row="" aria-current={current || undefined}>
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function SelectAll({ name }: { name: string }) {
  const toggle = (input: HTMLInputElement) => {
    const boxes = input.closest('table')?.querySelectorAll<HTMLInputElement>(`tbody input[name="${CSS.escape(name)}"]`);
    for (const box of boxes ?? []) box.checked = input.checked;
  };
  return <input type="checkbox" aria-label={words.selectAll} onChange={(event) => toggle(event.target)} />;
}

function LoadingRows({ columns }: { columns: number }) {
  return Array.from({ length: 8 }, (_, index) => (
    <tr key={index}>
      <td colSpan={columns}>
        {index === 0 ? <span className="sr">{words.loading}</span> : null}
        <span className="bone" aria-hidden="true" />
      </td>
    </tr>
  ));
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = classes(column.align === 'end' && 'num', column.nowrap && 'keep', column.wideOnly && 'wide-only');
  return names === '' ? undefined : names;
}
