-- What the counter finds of each paper of a case, with coded reasons, and what becomes of its original (OS§8).
create table cases.paper_reason (
  code text not null,
  valid_from date not null,
  valid_to date,
  position int not null,
  label text not null,
  request text not null,
  needs_note boolean not null default false,
  legal_base text not null,
  primary key (code, valid_from),
  constraint ends_after_it_begins check (valid_to is null or valid_to >= valid_from)
);
comment on table cases.paper_reason is 'Why a paper is not right, as the counter codes it and as Form 02 words it; dated.';
comment on column cases.paper_reason.code is 'Short name, the same over time.';
comment on column cases.paper_reason.valid_from is 'First day of use.';
comment on column cases.paper_reason.valid_to is 'Last day of use; null while in force.';
comment on column cases.paper_reason.position is 'Order on the page.';
comment on column cases.paper_reason.label is 'What is wrong, in words that follow the name of the paper.';
comment on column cases.paper_reason.request is 'What the applicant is asked to do: one sentence.';
comment on column cases.paper_reason.needs_note is 'Whether the officer must say more.';
comment on column cases.paper_reason.legal_base is 'Instrument under which such a paper is sent back.';

insert into cases.paper_reason (code, valid_from, position, label, request, needs_note, legal_base) values
  ('missing', '2025-07-01', 1, 'chưa nộp', 'Đề nghị nộp giấy tờ này.', false, 'NĐ 118/2025/NĐ-CP'),
  ('unsigned', '2025-07-01', 2, 'thiếu chữ ký hoặc con dấu', 'Đề nghị nộp bản có đủ chữ ký, con dấu.', false, 'NĐ 118/2025/NĐ-CP'),
  ('unreadable', '2025-07-01', 3, 'mờ, không đọc được', 'Đề nghị chụp hoặc quét lại cho rõ, đủ bốn góc.', false, 'NĐ 118/2025/NĐ-CP'),
  ('expired', '2025-07-01', 4, 'đã hết hạn', 'Đề nghị nộp bản còn hạn.', false, 'NĐ 118/2025/NĐ-CP'),
  ('wrong_kind', '2025-07-01', 5, 'không phải loại giấy tờ được yêu cầu', 'Đề nghị nộp đúng loại giấy tờ.', false, 'NĐ 118/2025/NĐ-CP'),
  ('pages_missing', '2025-07-01', 6, 'thiếu trang', 'Đề nghị nộp đủ các trang.', false, 'NĐ 118/2025/NĐ-CP'),
  ('not_certified', '2025-07-01', 7, 'bản sao chưa chứng thực, chưa đối chiếu bản chính', 'Đề nghị nộp bản sao chứng thực, hoặc mang bản chính đến đối chiếu.', false, 'NĐ 23/2015/NĐ-CP'),
  ('differs', '2025-07-01', 8, 'nội dung không khớp với tờ khai', 'Đề nghị sửa tờ khai hoặc nộp giấy tờ đúng.', true, 'NĐ 118/2025/NĐ-CP'),
  ('other', '2025-07-01', 9, 'chưa đúng', 'Đề nghị nộp lại.', true, 'NĐ 118/2025/NĐ-CP');

create table cases.paper_check (
  id bigint generated always as identity primary key,
  request_id uuid not null unique,
  case_id uuid not null,
  paper text not null,
  verdict text check (verdict in ('right', 'wrong')),
  reason text,
  note text not null default '',
  to_digitise boolean not null default false,
  digitisation smallint not null default 0 check (digitisation between 0 and 3),
  copy_kind smallint check (copy_kind between 0 and 2),
  original_returned boolean not null default false,
  judged_at timestamptz,
  at timestamptz not null,
  holding_id text not null,
  officer_name text not null,
  constraint wrong_has_a_reason check ((verdict is not distinct from 'wrong') = (reason is not null))
);
comment on table cases.paper_check is 'Journal of the checks of papers: each tick is a line with the whole check after it; the last line of a paper holds.';
comment on column cases.paper_check.id is 'Order.';
comment on column cases.paper_check.request_id is 'Makes a repeated tick harmless.';
comment on column cases.paper_check.case_id is 'The case.';
comment on column cases.paper_check.paper is 'Code of the paper in the procedure, or of files that the procedure does not list.';
comment on column cases.paper_check.verdict is 'right, wrong, or null while nobody judged it.';
comment on column cases.paper_check.reason is 'Code in cases.paper_reason of a wrong paper.';
comment on column cases.paper_check.note is 'What the officer adds to the reason; the applicant reads it in Form 02.';
comment on column cases.paper_check.to_digitise is 'Whether it is still to be digitised.';
comment on column cases.paper_check.digitisation is '0 not digitised, 1 digitised, 2 reused, 3 reused from the result of another case.';
comment on column cases.paper_check.copy_kind is 'LoaiBan: 0 original, 1 copy, 2 electronic; null while not said.';
comment on column cases.paper_check.original_returned is 'Whether the original went back to the applicant.';
comment on column cases.paper_check.judged_at is 'When the verdict was given; a file that came in later is a newer one.';
comment on column cases.paper_check.at is 'When this tick was made.';
comment on column cases.paper_check.holding_id is 'Position of the officer.';
comment on column cases.paper_check.officer_name is 'Name of the officer.';
create index paper_check_by_case on cases.paper_check (case_id, paper, id desc);

grant select on cases.paper_reason to dinh_app;
grant select, insert on cases.paper_check to dinh_app;
