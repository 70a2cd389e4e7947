import type { ReactNode } from 'react';
import { createRoutesStub } from 'react-router';
import * as O from '../officer/index.ts';
import type { Sample } from './citizen-samples.tsx';

type Row = {
  readonly code: string;
  readonly title: string;
  readonly person: string;
  readonly dueAt: string;
  readonly state: State;
};
type State = 'received' | 'working' | 'paused' | 'finished';

const now = '2026-11-23T01:20:00Z';
const looks: O.StateLooks<State> = {
  received: { tone: 'info', label: 'Đã tiếp nhận' },
  working: { tone: 'due', label: 'Đang xử lý' },
  paused: { tone: 'wait', label: 'Tạm dừng, chờ bổ sung' },
  finished: { tone: 'done', label: 'Đã xử lý xong' },
};
const states: readonly State[] = ['received', 'working', 'paused', 'finished'];
const names = ['Nguyễn Văn An', 'Công Tằng Tôn Nữ Thị Huyền Trang Anh', 'Đinh Y Blơng', 'Công ty TNHH Hòa Phát Đạt'];
const titles = [
  'Bản sao trích lục hộ tịch',
  'Đăng ký lại khai sinh',
  'Xác nhận tình trạng hôn nhân',
  'Chứng thực chữ ký',
];

function rowsOf(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `H15.50.05-261121-${String(index + 1).padStart(4, '0')}`,
    title: titles[index % titles.length] ?? '',
    person: names[index % names.length] ?? '',
    dueAt: new Date(Date.parse(now) + (index - 2) * 5_400_000).toISOString(),
    state: states[index % states.length] ?? 'working',
  }));
}

const groups: readonly O.RailGroup[] = [
  {
    title: 'Việc của tôi',
    items: [
      { href: '/can-bo', label: 'Đến hạn', count: 14, late: true, current: true },
      { href: '/can-bo/ho-so', label: 'Hồ sơ một cửa', count: 9 },
      { href: '/can-bo/van-ban', label: 'Văn bản đến', count: 4 },
    ],
  },
  { title: 'Quản trị', items: [{ href: '/can-bo/quan-tri/so', label: 'Sổ và dãy số' }] },
];

function Shell({ children }: { children: ReactNode }) {
  return (
    <O.OfficerShell
      officer={{
        name: 'Lê Văn Nam',
        position: 'Công chức Tư pháp - Hộ tịch',
        unit: 'UBND xã An Hòa',
        accountHref: '/can-bo/toi',
      }}
      positions={[
        { holdingId: '1', label: 'Công chức Tư pháp, UBND xã An Hòa', current: true },
        { holdingId: '2', label: 'Công chức một cửa, Trung tâm Phục vụ hành chính công', current: false },
      ]}
      switchPosition={{ action: '/can-bo/vi-tri' }}
      signOut={{ action: '/dang-xuat' }}
      groups={groups}
      searchUrl="/can-bo/tim.json"
      searchHref="/can-bo/tim"
      flash={{ text: 'Đã chuyển hồ sơ H15.50.05-261121-0041 cho Lê Văn Nam.' }}
    >
      {children}
    </O.OfficerShell>
  );
}

/** Wraps a sample in the router that links and forms need. */
function inRouter(element: () => ReactNode): ReactNode {
  const Stub = createRoutesStub([{ path: '/', Component: () => <Shell>{element()}</Shell> }]);
  return <Stub />;
}

const items = rowsOf(12).map((row) => ({
  id: row.code,
  href: `/can-bo/${row.code}`,
  title: row.title,
  note: `${row.code} · ${row.person}`,
  chip: <O.DueChip dueAt={row.dueAt} now={now} paused={row.state === 'paused' ? 'tạm dừng, chờ bổ sung' : undefined} />,
}));

function Desk() {
  return (
    <O.MasterDetail
      title="Đến hạn"
      sortedBy="sắp theo hạn"
      items={items}
      currentId={items[3]?.id ?? ''}
      listHref="/can-bo"
      empty={null}
    >
      <O.MatterHead
        title="Bản sao trích lục hộ tịch"
        chips={<O.DueChip dueAt="2026-11-23T03:30:00Z" now={now} />}
        facts={[
          <b key="c">H15.50.05-261121-0042</b>,
          'Nguyễn Văn An, 1990',
          'Tiếp nhận 15:20 20/11, Trần Thị Bích',
          'Trả 16:30 23/11',
        ]}
      />
      <O.Split paper={<p>Chưa có dự thảo.</p>}>
        <O.KeyValue
          rows={[
            { label: 'Họ và tên', value: 'Nguyễn Văn An', source: 'CSDL dân cư' },
            { label: 'Nơi đăng ký', value: 'xã An Hòa', difference: 'tờ khai ghi: xã Hòa Bình (cũ)' },
            { label: 'Ghi chú', value: '' },
          ]}
        />
        <O.StateChip state="paused" looks={looks} />
      </O.Split>
      <O.ActionBar note="Đã lưu 08:19 · bước 2/4, Phó Chủ tịch ký tiếp theo">
        <O.ActionButton label="Trình ký" shortcut="t" look="main" name="intent" value="submit" />
        <O.ActionLink label="Lấy ý kiến" shortcut="y" href="/can-bo/y-kien" />
        <O.ActionButton label="Yêu cầu bổ sung" shortcut="b" unavailable="Đã yêu cầu bổ sung một lần" />
        <O.DialogTrigger dialog="return" label="Trả lại" shortcut="r" />
      </O.ActionBar>
      <O.ConfirmDialog
        id="return"
        title="Trả lại hồ sơ này?"
        confirm="Trả lại"
        danger
        intent={{ name: 'intent', value: 'return' }}
        reason={{ label: 'Lý do', hint: 'Người nộp đọc được lời này.', error: 'Nhập lý do.' }}
      >
        <p>Hồ sơ về lại Bộ phận Một cửa.</p>
      </O.ConfirmDialog>
    </O.MasterDetail>
  );
}

const columns: readonly O.Column<Row>[] = [
  { key: 'code', label: 'Mã hồ sơ', cell: (row) => row.code, nowrap: true, sort: { href: '?sort=code' } },
  { key: 'title', label: 'Thủ tục', cell: (row) => row.title },
  { key: 'person', label: 'Người nộp', cell: (row) => row.person, wideOnly: true },
  { key: 'state', label: 'Trạng thái', cell: (row) => <O.StateChip state={row.state} looks={looks} /> },
  {
    key: 'due',
    label: 'Hạn',
    cell: (row) => <O.DueChip dueAt={row.dueAt} now={now} />,
    sort: { href: '?sort=-due', direction: 'ascending' },
  },
];

function Table({ count, loading = false }: { count: number; loading?: boolean }) {
  return (
    <O.DeskPage title="Hồ sơ một cửa" facts={[`${count} hồ sơ`]} actions={<Bulk />}>
      <O.Tabs
        label="Nhóm hồ sơ"
        items={[
          { href: '?t=1', label: 'Đang xử lý', count: 500, current: true },
          { href: '?t=2', label: 'Đã xong', current: false },
        ]}
      />
      <O.Toolbar label="Lọc">
        <O.TextInput name="q" label="Tìm" type="search" />
        <O.Select
          name="state"
          label="Trạng thái"
          options={[{ value: 'working', label: 'Đang xử lý' }]}
          placeholder="Tất cả"
        />
        <O.Button look="quiet">Lọc</O.Button>
      </O.Toolbar>
      <O.DataTable
        caption="Hồ sơ"
        hideCaption
        columns={columns}
        rows={rowsOf(count)}
        rowKey={(row) => row.code}
        rowHref={(row) => `/can-bo/${row.code}`}
        currentKey="H15.50.05-261121-0002"
        select={{ name: 'case', label: (row) => row.code }}
        loading={loading}
        empty={<O.EmptyState title="Không có hồ sơ nào">Thử bỏ bớt bộ lọc.</O.EmptyState>}
      />
    </O.DeskPage>
  );
}

function Bulk() {
  return (
    <O.ActionBar>
      <O.ActionButton label="Chuyển các hồ sơ đã chọn" shortcut="c" look="main" />
    </O.ActionBar>
  );
}

function Settings() {
  return (
    <O.DeskPage title="Đơn vị">
      <O.Section title="Cây đơn vị" actions={<O.ActionLink href="/them" label="Thêm đơn vị" small />}>
        <O.TreeView
          label="Đơn vị"
          currentId="c"
          nodes={[
            {
              id: 'a',
              label: 'UBND tỉnh Bình Minh',
              href: '/a',
              children: [
                {
                  id: 'b',
                  label: 'Sở Nội vụ',
                  href: '/b',
                  note: 'H15.03',
                  children: [{ id: 'e', label: 'Văn phòng Sở', href: '/e' }],
                },
                {
                  id: 'd',
                  label: 'UBND xã An Hòa',
                  href: '/d',
                  children: [{ id: 'c', label: 'Văn phòng HĐND và UBND', href: '/c' }],
                },
              ],
            },
          ]}
        />
      </O.Section>
      <O.Section title="Sửa đơn vị">
        <form method="post">
          <O.FormRow name="unitName" label="Tên đơn vị" hint="Như trong quyết định thành lập." error="Nhập tên đơn vị.">
            <input
              className="input"
              id={O.fieldId('unitName')}
              name="unitName"
              aria-describedby={O.rowTextId('unitName')}
            />
          </O.FormRow>
          <O.DatePicker name="validFrom" label="Có hiệu lực từ" value="2025-07-01" />
          <O.Combobox
            name="parent"
            label="Đơn vị cấp trên"
            value="a"
            options={[{ value: 'a', label: 'UBND tỉnh Bình Minh' }]}
          />
          <O.Checkbox name="active" label="Đang hoạt động" checked />
          <O.Button>Lưu</O.Button>
          <O.UnsavedGuard />
        </form>
      </O.Section>
      <O.ErrorState title="Chưa tải được danh sách" code="0198f3c2-7d1e" retryHref="?">
        Máy chủ không trả lời. Thử lại sau ít phút.
      </O.ErrorState>
    </O.DeskPage>
  );
}

function EmptyDesk() {
  return (
    <O.MasterDetail
      title="Đến hạn"
      items={[]}
      listHref="/can-bo"
      empty={<O.EmptyState title="Hết việc đến hạn">Việc mới sẽ hiện ở đây.</O.EmptyState>}
      placeholder="Chọn một việc ở bên trái."
    />
  );
}

export const officerSamples: readonly Sample[] = [
  { name: 'officer-desk', page: inRouter(() => <Desk />) },
  { name: 'officer-table', page: inRouter(() => <Table count={500} />) },
  { name: 'officer-loading', page: inRouter(() => <Table count={0} loading />) },
  { name: 'officer-settings', page: inRouter(() => <Settings />) },
  { name: 'officer-empty', page: inRouter(() => <EmptyDesk />) },
];
