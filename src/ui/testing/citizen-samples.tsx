import type { ReactNode } from 'react';
import * as C from '../citizen/index.ts';

/** A citizen page with invented people, for the tests and for looking at. */
export type Sample = { readonly name: string; readonly page: ReactNode };

function Frame({ children, signedIn = false }: { children: ReactNode; signedIn?: boolean }) {
  return (
    <C.CitizenPage
      localityName="Xã An Hòa"
      portalName="Cổng dịch vụ công · tỉnh Bình Minh"
      nav={[
        { href: '/thu-tuc', label: 'Thủ tục' },
        { href: '/ho-so', label: 'Hồ sơ của tôi', current: signedIn },
        { href: '/phan-anh', label: 'Phản ánh' },
      ]}
      user={signedIn ? { name: 'Công Tằng Tôn Nữ Thị Huyền Trang Anh', href: '/tai-khoan' } : null}
      signIn={{ href: '/dang-nhap', label: 'Đăng nhập' }}
      signOut={{ action: '/dang-xuat', fields: <input type="hidden" name="requestId" value="1" /> }}
      locales={[{ href: '?lang=en', label: 'English', lang: 'en' }]}
      footer="UBND xã An Hòa, thôn Đình Trung · 0200 000 000"
      footerLinks={[
        { href: '/kiem-tra', label: 'Kiểm tra một giấy tờ' },
        { href: '/chu-to', label: 'Chữ to' },
      ]}
    >
      {children}
    </C.CitizenPage>
  );
}

const lifeEvents = [
  { href: '/a', label: 'Có con mới sinh', note: 'Khai sinh, thường trú, thẻ bảo hiểm y tế' },
  { href: '/b', label: 'Kết hôn', note: 'Đăng ký, xác nhận tình trạng hôn nhân' },
  { href: '/c', label: 'Nhà và đất', note: 'Xây nhà, đổi giấy chứng nhận, tách thửa' },
  { href: '/d', label: 'Sao y, chứng thực', note: 'Bản sao, chữ ký, hợp đồng' },
];

function Home() {
  return (
    <Frame>
      <C.Matter title="Bạn cần làm việc gì?" wide>
        <C.SearchBox
          label="Tìm thủ tục"
          placeholder="Ví dụ: con mới sinh, sao y"
          button="Tìm"
          hint="Gõ có dấu hay không dấu đều được."
        />
        <C.Columns
          asideFirst
          aside={
            <>
              <C.Card title="Hồ sơ đến đâu rồi?">
                <form>
                  <C.TextInput name="code" label="Mã hồ sơ" hint="Mã ở góc trên giấy hẹn, hoặc quét mã QR." />
                  <C.Button>Xem</C.Button>
                </form>
              </C.Card>
              <C.Notice tone="done">
                <b>Bộ phận Một cửa đang mở</b> đến 17:00. Chờ khoảng 6 phút, 3 người phía trước.
              </C.Notice>
            </>
          }
        >
          <h2>Theo việc trong đời</h2>
          <C.LinkList items={lifeEvents} />
        </C.Columns>
      </C.Matter>
    </Frame>
  );
}

const formErrors = [
  { name: 'fullName', message: 'Nhập họ, chữ đệm, tên.' },
  { name: 'birthDate.month', message: 'Tháng phải từ 1 đến 12.' },
  { name: 'relation', message: 'Chọn quan hệ với người được cấp.' },
  { name: 'paper', message: 'Tệp giay-khai-sinh.heic quá lớn. Chọn tệp nhỏ hơn 10 MB.' },
];

function FormWithErrors() {
  return (
    <Frame signedIn>
      <C.Matter title="Người được cấp bản sao" caption="Bước 2 trong 4" back={{ href: '?step=1' }}>
        <C.ErrorSummary errors={formErrors} />
        <C.PostForm multipart draftKey="sample">
          <NameAndDate />
          <C.RadioGroup
            name="relation"
            label="Quan hệ với người được cấp"
            error="Chọn quan hệ với người được cấp."
            options={[
              { value: 'self', label: 'Chính tôi' },
              { value: 'parent', label: 'Cha hoặc mẹ', note: 'Có tên trong giấy khai sinh' },
              { value: 'other', label: 'Người được ủy quyền có chứng thực theo quy định tại Luật Hộ tịch' },
            ]}
          />
          <C.CheckboxGroup
            name="purpose"
            label="Dùng vào việc gì"
            optional
            values={['school']}
            options={[
              { value: 'school', label: 'Nhập học' },
              { value: 'passport', label: 'Làm hộ chiếu' },
            ]}
          />
          <MoreFields />
        </C.PostForm>
      </C.Matter>
    </Frame>
  );
}

function NameAndDate() {
  return (
    <>
      <C.TextInput
        name="fullName"
        label="Họ, chữ đệm, tên"
        hint="Viết như trong giấy khai sinh."
        error="Nhập họ, chữ đệm, tên."
        autoComplete="name"
      />
      <C.DateInput
        name="birthDate"
        label="Ngày sinh"
        hint="Ví dụ: 27 3 1990"
        value={{ day: '27', month: '13', year: '1990' }}
        error="Tháng phải từ 1 đến 12."
        wrong={['month']}
        autoComplete="bday"
      />
    </>
  );
}

function MoreFields() {
  return (
    <>
      <C.TextInput name="copies" label="Số bản" value={2} inputMode="numeric" width="w4" suffix="bản" />
      <C.Select name="province" label="Tỉnh, thành phố" options={[{ value: '01', label: 'Tỉnh Bình Minh' }]} />
      <C.TextArea name="reason" label="Ghi chú" optional rows={3} />
      <C.FileInput
        name="paper"
        label="Giấy tờ kèm theo"
        hint="Ảnh chụp hoặc PDF, mỗi tệp dưới 10 MB."
        error="Tệp giay-khai-sinh.heic quá lớn. Chọn tệp nhỏ hơn 10 MB."
        multiple
        maxBytes={10_485_760}
        files={[{ ref: 'r1', name: 'Giay_khai_sinh_ban_chup_hai_mat_co_dau_giap_lai_2026.pdf', size: 1_480_000 }]}
      />
      <C.Checkbox name="truth" label="Tôi cam đoan lời khai là đúng và chịu trách nhiệm trước pháp luật" />
      <C.ButtonRow>
        <C.Button>Tiếp tục</C.Button>
        <C.LinkButton href="/" look="quiet">
          Để làm sau
        </C.LinkButton>
        <C.Button look="danger" name="act" value="withdraw">
          Rút hồ sơ
        </C.Button>
      </C.ButtonRow>
    </>
  );
}

function Tracking() {
  return (
    <Frame>
      <C.Matter
        title="Chuyên viên Tư pháp đang xử lý"
        caption="Hồ sơ H15.50.05-261121-0042 · Bản sao trích lục hộ tịch · N*** V** A**"
        lead={
          <>
            Có kết quả trước <b>16:30 thứ Hai 23/11/2026</b> <C.Chip tone="due">còn 5 giờ làm việc</C.Chip>
          </>
        }
        back={{ href: '/', label: 'Trang đầu' }}
      >
        <C.Details summary="Vì sao là ngày này?" open>
          <ol>
            <li>Tiếp nhận lúc 15:20 thứ Sáu 20/11/2026.</li>
            <li>Nhận sau 15:00 thì trả trong ngày làm việc tiếp theo (Luật Hộ tịch, Điều 5).</li>
          </ol>
        </C.Details>
        <h2>Hồ sơ đã đi qua</h2>
        <C.Timeline
          steps={[
            { title: 'Đã nộp', note: '15:02 thứ Sáu 20/11, nộp trực tuyến', state: 'done' },
            { title: 'Đã tiếp nhận', note: '15:20, Trần Thị Bích, Bộ phận Một cửa', state: 'done' },
            { title: 'Đang xử lý', note: 'từ 15:41, Lê Văn Nam, công chức Tư pháp', state: 'current' },
            { title: 'Ký', note: 'Phó Chủ tịch UBND xã', state: 'todo' },
            { title: 'Dừng', note: 'Theo đề nghị của người nộp', state: 'stopped' },
          ]}
        />
        <C.QrImage
          text="https://anhoa.example/tra-cuu/H15.50.05-261121-0042"
          label="Mã QR tra cứu hồ sơ"
          caption="Quét để tra cứu"
        />
        <C.ButtonRow>
          <C.PrintButton />
          <C.CopyButton text="H15.50.05-261121-0042" label="Sao chép mã" />
        </C.ButtonRow>
      </C.Matter>
    </Frame>
  );
}

function CheckAnswers() {
  return (
    <Frame signedIn>
      <C.Matter title="Kiểm tra trước khi nộp" back={{ href: '?step=3' }}>
        <C.SummaryList
          rows={[
            { label: 'Họ, chữ đệm, tên', value: 'Nguyễn Văn An', changeHref: '?step=1#f-fullName' },
            { label: 'Ghi chú', value: null, changeHref: '?step=2' },
            {
              label: 'Giấy tờ',
              value: 'Giay_khai_sinh_ban_chup_hai_mat_co_dau_giap_lai_2026.pdf\nAnh.jpg',
              changeHref: '?step=2',
            },
            { label: 'Lệ phí', value: '16.000 đ' },
          ]}
        />
        <C.ButtonRow>
          <C.Button>Nộp hồ sơ</C.Button>
        </C.ButtonRow>
      </C.Matter>
    </Frame>
  );
}

function Done() {
  return (
    <Frame signedIn>
      <C.Matter>
        <C.Panel title="Đã nộp hồ sơ" code="H15.50.05-261121-0042">
          Mã hồ sơ của bạn
        </C.Panel>
        <h2>Việc tiếp theo</h2>
        <p>Bộ phận Một cửa kiểm tra trong 8 giờ làm việc.</p>
        <C.Notice tone="late" title="Chưa nộp lệ phí">
          <p>Nộp 16.000 đ trước 17:00 hôm nay.</p>
        </C.Notice>
        <C.Breadcrumb
          items={[{ href: '/', label: 'Trang đầu' }, { href: '/ho-so', label: 'Hồ sơ của tôi' }, { label: 'Đã nộp' }]}
        />
        <C.EmptyState title="Chưa có hồ sơ nào" action={<C.LinkButton href="/thu-tuc">Tìm thủ tục</C.LinkButton>}>
          Hồ sơ bạn nộp sẽ hiện ở đây.
        </C.EmptyState>
        <C.Pagination previousHref="?p=1" nextHref="?p=3" position="21–40 trong 312" />
        <C.LinkList items={lifeEvents} oneColumn />
      </C.Matter>
    </Frame>
  );
}

function OneQuestion() {
  return (
    <Frame>
      <C.Matter back={{ href: '/' }}>
        <C.PostForm>
          <C.TextInput name="phone" label="Số điện thoại của bạn là gì?" asHeading type="tel" width="w10" />
          <C.ButtonRow>
            <C.Button>Tiếp tục</C.Button>
          </C.ButtonRow>
        </C.PostForm>
      </C.Matter>
    </Frame>
  );
}

export const citizenSamples: readonly Sample[] = [
  { name: 'citizen-home', page: <Home /> },
  { name: 'citizen-form', page: <FormWithErrors /> },
  { name: 'citizen-track', page: <Tracking /> },
  { name: 'citizen-check', page: <CheckAnswers /> },
  { name: 'citizen-done', page: <Done /> },
  { name: 'citizen-question', page: <OneQuestion /> },
];
