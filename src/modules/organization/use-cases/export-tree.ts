import { renderXlsxBytes, type XlsxColumn, type XlsxRow } from '#platform/render/xlsx.ts';
import { listAllCodes } from '../store/codes.ts';
import { listHeads } from '../store/staff.ts';
import { flatten, type UnitForest } from '../unit-tree.ts';
import { lastDayOf } from '../validity.ts';
import type { OrganizationDeps } from './record-change.ts';

const columns: readonly XlsxColumn[] = [
  { header: 'STT', key: 'number', kind: 'integer', width: 6 },
  { header: 'Đơn vị', key: 'name', kind: 'text', width: 60 },
  { header: 'Cấp', key: 'depth', kind: 'integer', width: 6 },
  { header: 'Trực thuộc', key: 'parent', kind: 'text', width: 40 },
  { header: 'Tên viết tắt', key: 'abbreviation', kind: 'text', width: 14 },
  { header: 'Mã định danh (QĐ 20/2020)', key: 'qd20', kind: 'text', width: 20 },
  { header: 'Mã định danh cũ (QCVN 102:2016)', key: 'qcvn102', kind: 'text', width: 20 },
  { header: 'Người đứng đầu', key: 'head', kind: 'text', width: 40 },
  { header: 'Từ ngày', key: 'from', kind: 'date', width: 12 },
  { header: 'Đến hết ngày', key: 'lastDay', kind: 'date', width: 12 },
];

/** The tree of a day as a workbook, in reading order, the name indented by its depth. */
export async function exportTree({ db, clock }: OrganizationDeps, forest: UnitForest): Promise<Uint8Array> {
  const codes = Map.groupBy(await listAllCodes(db.q, forest.asOf), (code) => code.unitUid);
  const heads = new Map(
    (await listHeads(db.q, forest.asOf)).map((head) => [head.unitUid, `${head.title}: ${head.personName}`]),
  );
  const rows = flatten(forest.roots).map(({ unit, depth }, index): XlsxRow => {
    const codeOf = (scheme: string) => codes.get(unit.uid)?.find((code) => code.scheme === scheme)?.code;
    return {
      number: index + 1,
      name: `${'– '.repeat(depth)}${unit.fullName}`,
      depth: depth + 1,
      parent: unit.parentUid === null ? null : forest.byUid.get(unit.parentUid)?.fullName,
      abbreviation: unit.abbreviation,
      qd20: codeOf('qd20'),
      qcvn102: codeOf('qcvn102'),
      head: heads.get(unit.uid),
      from: unit.validFrom,
      lastDay: lastDayOf(unit),
    };
  });
  return renderXlsxBytes({ sheets: [{ name: `Cơ cấu ngày ${forest.asOf}`, columns, rows }], at: clock.now() });
}
