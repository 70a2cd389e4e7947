import { renderXlsxBytes, type XlsxColumn } from '#platform/render/xlsx.ts';
import type { ChartRow } from '../organization.ts';
import { listAllCodes } from '../store/codes.ts';
import { listHeads } from '../store/staff.ts';
import { flatten, type UnitForest } from '../unit-tree.ts';
import { lastDayOf } from '../validity.ts';
import type { OrganizationDeps } from './record-change.ts';

const columns: readonly XlsxColumn[] = [
  { header: 'STT', key: 'number', kind: 'integer', width: 6 },
  { header: 'Đơn vị', key: 'indented', kind: 'text', width: 60 },
  { header: 'Tầng', key: 'tier', kind: 'integer', width: 6 },
  { header: 'Trực thuộc', key: 'parentName', kind: 'text', width: 40 },
  { header: 'Tên viết tắt', key: 'abbreviation', kind: 'text', width: 14 },
  { header: 'Mã định danh (QĐ 20/2020)', key: 'qd20', kind: 'text', width: 20 },
  { header: 'Mã định danh cũ (QCVN 102:2016)', key: 'qcvn102', kind: 'text', width: 20 },
  { header: 'Người đứng đầu', key: 'head', kind: 'text', width: 40 },
  { header: 'Từ ngày', key: 'validFrom', kind: 'date', width: 12 },
  { header: 'Đến hết ngày', key: 'lastDay', kind: 'date', width: 12 },
];

/** The tree of a day as lines in reading order, with heads and codes. */
export async function listChart({ db }: OrganizationDeps, forest: UnitForest): Promise<ChartRow[]> {
  const codes = Map.groupBy(await listAllCodes(db.q, forest.asOf), (code) => code.unitUid);
  const holders = await listHeads(db.q, forest.asOf);
  const heads = new Map(holders.map((head) => [head.unitUid, `${head.title}: ${head.personName}`]));
  return flatten(forest.roots).map(({ unit, depth }) => {
    const codeOf = (scheme: string) => codes.get(unit.uid)?.find((code) => code.scheme === scheme)?.code ?? null;
    return {
      unitUid: unit.uid,
      tier: depth + 1,
      fullName: unit.fullName,
      parentName: unit.parentUid === null ? null : (forest.byUid.get(unit.parentUid)?.fullName ?? null),
      abbreviation: unit.abbreviation,
      qd20: codeOf('qd20'),
      qcvn102: codeOf('qcvn102'),
      head: heads.get(unit.uid) ?? null,
      validFrom: unit.validFrom,
      lastDay: lastDayOf(unit),
    };
  });
}

/** The same as a workbook. Depth shows as dashes, because spaces at the start of a cell are lost. */
export async function exportTree(deps: OrganizationDeps, forest: UnitForest): Promise<Uint8Array> {
  const chart = await listChart(deps, forest);
  const rows = chart.map((row, index) => ({
    ...row,
    number: index + 1,
    indented: `${'– '.repeat(row.tier - 1)}${row.fullName}`,
  }));
  const sheet = { name: `Cơ cấu ngày ${forest.asOf}`, columns, rows };
  return renderXlsxBytes({ sheets: [sheet], at: deps.clock.now() });
}
