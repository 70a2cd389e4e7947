/** Those who knock: nobody, the applicant A, another citizen B, and officers of the demonstration. */
export const officers = ['motcua', 'tuphap', 'chutich', 'vanthu', 'motcua.thanhson', 'quantri'] as const;

export type Who = 'nobody' | 'A' | 'B' | (typeof officers)[number];

/** Officers of commune An Hòa whose roles have to do with cases. */
const ofCases: readonly Who[] = ['motcua', 'tuphap', 'chutich', 'vanthu'];

/** Those who may learn of A's cases in commune An Hòa. */
export const readers: ReadonlySet<Who> = new Set<Who>(['A', ...ofCases]);

export const groups = {
  everyone: ['nobody', 'A', 'B', ...officers],
  signedIn: ['A', 'B', ...officers],
  citizens: ['A', 'B'],
  officers,
  applicant: ['A'],
  applicantAndOfficers: ['A', ...officers],
  readers: ['A', ...ofCases],
  officersOfTheCase: ofCases,
  receivers: ['motcua', 'motcua.thanhson'],
  processors: ['tuphap'],
  signers: ['chutich'],
  numberReaders: ['chutich', 'vanthu', 'quantri'],
  numberVoiders: ['vanthu', 'quantri'],
  administrators: ['quantri'],
  hallServers: ['motcua', 'quantri'],
  moneyReaders: ['motcua', 'chutich', 'vanthu', 'motcua.thanhson'],
  moneyOfTheCase: ['motcua', 'chutich', 'vanthu'],
  payerAndMoneyOfTheCase: ['A', 'motcua', 'chutich', 'vanthu'],
  moneyTakers: ['motcua', 'vanthu', 'motcua.thanhson'],
  noOne: [],
} as const satisfies Record<string, readonly Who[]>;

export type Group = keyof typeof groups;

const every = (group: Group, ...doors: string[]): [string, Group][] => doors.map((door) => [door, group]);

/**
 * Who gets in at each door; everybody else is told "not allowed", "not found" or "sign in". Being let in says nothing of
 * what one may do there: officers see many pages without the buttons. `noOne`: the door leads to a thing that is not there.
 */
export const rights: ReadonlyMap<string, Group> = new Map<string, Group>([
  ...every('everyone', 'GET /healthz', 'GET /readyz', 'GET /api/openapi.json', 'GET /api/docs', 'GET /api/v1/files/limits'),
  ...every('everyone', 'GET /api/v1/calendar/holidays', 'GET /api/v1/calendar/years', 'GET /api/v1/calendar/deadline'),
  ...every('everyone', 'GET /api/v1/cases/tracking', 'GET /api/v1/cases/verification', 'GET /api/v1/procedures', 'GET /api/v1/procedures/:code'),
  ...every('everyone', 'POST /api/v1/identity/passkeys/registration-options', 'POST /api/v1/identity/passkeys/authentication-options'),
  ...every('everyone', 'GET /api/v1/organization/units', 'GET /api/v1/organization/units/:uid/subtree', 'GET /api/v1/organization/units/:uid/successors'),
  ...every('everyone', 'GET /api/v1/organization/admin-units', 'GET /api/v1/organization/admin-units/resolve'),
  ...every('everyone', 'POST /api/v1/signing/validations', 'POST /api/v1/signing/authority/:name/ocsp', 'POST /api/v1/signing/timestamp'),
  ...every('everyone', 'GET /api/v1/signing/authority/:name/certificate.cer', 'GET /api/v1/signing/authority/:name/list.crl'),
  ...every('noOne', 'GET /metrics', 'GET /api/v1/files/uploads/:id', 'POST /api/v1/notifications/inbox/:id/read'),

  // The hall: kiosks and screens come by a token of their own, which no account has.
  ...every('noOne', ...['kiosk', 'screen', 'screen/events'].map((door) => `GET /api/v1/hall/${door}`)),
  ...every('noOne', ...['kiosk/tickets', 'kiosk/check-ins', 'kiosk/leases', 'kiosk/local-tickets', 'screen/local-calls'].map((door) => `POST /api/v1/hall/${door}`)),
  ...every('noOne', 'GET /sanh/ki-ot', 'POST /sanh/ki-ot', 'GET /sanh/man-hinh', 'GET /xep-hang/phieu/:token'),
  ...every('noOne', ...['dat-lich/:groupId', 'lich-hen/:code'].flatMap((page) => [`GET /xep-hang/${page}`, `POST /xep-hang/${page}`])),
  ...every('everyone', 'GET /xep-hang', 'GET /sanh/ghep', 'POST /sanh/ghep'),
  ...every('hallServers', 'GET /can-bo/quay', 'POST /can-bo/quay', 'GET /can-bo/sanh'),
  ...every('administrators', ...['', '/nhom', '/quay', '/uu-tien', '/thiet-bi'].flatMap((part) => [`GET /can-bo/quan-tri/sanh${part}`, `POST /can-bo/quan-tri/sanh${part}`])),

  ...every('noOne', 'GET /api/v1/signing/certificates/:id', 'GET /api/v1/signing/certificates/:id/file'),
  ...every('signedIn', 'POST /api/v1/files/uploads', 'PATCH /api/v1/files/uploads/:id', 'DELETE /api/v1/files/uploads/:id'),
  ...every('signedIn', 'GET /api/v1/identity/me', 'GET /api/v1/identity/sessions', 'DELETE /api/v1/identity/sessions/:uid'),
  ...every('signedIn', 'POST /api/v1/cases', 'GET /api/v1/notifications/inbox'),
  ...every('readers', 'GET /ho-so/:id/ket-qua', 'GET /ho-so/:id/giay-to/:position', 'GET /ho-so/:id/giay-hen', 'GET /ho-so/:id/phieu/:form'),
  ...every('officersOfTheCase', 'GET /can-bo/ho-so/:id/du-thao', 'GET /can-bo/ho-so/:id/du-thao.png', 'GET /can-bo/ho-so/:id/giay-to/:position/trang/:page'),
  ...every('receivers', 'POST /api/v1/cases/accept', 'POST /api/v1/cases/refuse'),
  ...every('processors', 'POST /api/v1/cases/proposals'),
  ...every('signers', ...['signatures', 'reviews', 'supplement-permits', 'corrections', 'revocations', 'reassignments', 'apologies', 'signing-batches'].map((act) => `POST /api/v1/cases/${act}`)),
  ...every('processors', ...['step-returns', 'payment-requests', 'splits', 'mergers'].map((act) => `POST /api/v1/cases/${act}`)),
  ...every('receivers', 'POST /api/v1/cases/transfers'),
  ...every('officers', ...['hand-overs', 'delegations', 'delegation-ends', 'step-ends', 'recalls', 'notes', 'consultations', 'opinions', 'consultation-ends', 'payment-confirmations'].map((act) => `POST /api/v1/cases/${act}`)),
  ...every('noOne', 'GET /api/v1/cases/signing-batches/:id'),
  ...every('signers', 'POST /api/v1/cases/signing-batches/:id/retries'),
  ...every('citizens', 'POST /api/v1/cases/withdrawals'),
  ...every('officers', 'POST /api/v1/cases/supplement-requests', 'POST /api/v1/cases/fees', 'GET /api/v1/desk/work', 'GET /api/v1/desk/commands'),
  ...every('officers', 'GET /api/v1/organization/options/persons', 'GET /api/v1/organization/options/units', 'GET /api/v1/organization/options/admin-units'),
  ...every('officers', 'GET /api/v1/organization/tree.xlsx', 'POST /api/v1/organization/changes/undo'),
  ...every('numberReaders', 'GET /api/v1/numbering/numbers'),
  ...every('numberVoiders', 'POST /api/v1/numbering/voids'),
  ...every('administrators', 'POST /api/v1/calendar/exceptions', 'POST /api/v1/calendar/exception-removals', 'POST /api/v1/calendar/working-weeks'),
  ...every('administrators', 'POST /api/v1/calendar/working-week-removals', 'POST /api/v1/calendar/confirmations', 'POST /api/v1/calendar/known-years'),
  ...every('administrators', 'GET /api/v1/notifications/deliveries', 'POST /api/v1/notifications/deliveries/:id/resend', 'GET /api/v1/signing/certificates'),
  ...every('administrators', 'POST /api/v1/organization/units', 'POST /api/v1/organization/unit-codes', 'POST /api/v1/organization/persons', 'POST /api/v1/organization/persons/correct'),
  ...every('administrators', ...['rename', 'move', 'merge', 'correct', 'close', 'split'].map((task) => `POST /api/v1/organization/units/${task}`)),
  ...every('administrators', 'POST /api/v1/organization/positions', 'POST /api/v1/organization/positions/close', 'POST /api/v1/organization/holdings', 'POST /api/v1/organization/holdings/end'),
  ...every('administrators', 'POST /api/v1/organization/delegations', 'POST /api/v1/organization/delegations/revoke'),
  ...every('administrators', 'POST /api/v1/organization/substitutions', 'POST /api/v1/organization/substitutions/end'),

  // Money: only the hub can sign a callback; the receipt of the table is not there.
  ...every('noOne', 'POST /api/v1/payments/hub/callback', 'GET /bien-lai/:id'),
  ...every('payerAndMoneyOfTheCase', 'GET /api/v1/payments/notices/:id'),
  // Officers are led to their own page of the notice, which then says whether it is there for them.
  ...every('applicantAndOfficers', 'GET /nop-phi/:id'),
  // An empty form is unreadable before anybody asks whose notice it is.
  ...every('signedIn', 'POST /nop-phi/:id'),
  ...every('moneyOfTheCase', 'GET /can-bo/thu-phi/khoan/:id'),
  ...every('moneyTakers', 'POST /api/v1/payments/receipts', 'GET /can-bo/thu-phi/chua-khop'),
  ...every('moneyReaders', 'GET /can-bo/thu-phi', 'GET /can-bo/thu-phi/so-ngay', 'GET /can-bo/thu-phi/hoan', 'GET /can-bo/thu-phi/doi-soat'),
  ...every('moneyReaders', 'GET /can-bo/thu-phi/so-ngay/:day/in', 'GET /can-bo/thu-phi/so-ngay/:day/xlsx'),
  ...every('administrators', 'GET /can-bo/quan-tri/tai-khoan-thu'),
  ...every('officers', 'POST /can-bo/thu-phi/chua-khop', 'POST /can-bo/thu-phi/so-ngay', 'POST /can-bo/thu-phi/hoan', 'POST /can-bo/thu-phi/khoan/:id', 'POST /can-bo/quan-tri/tai-khoan-thu'),
  ...every('administrators', ...['drafts', 'draft-saves', 'draft-removals', 'imports', 'publications', 'withdrawals', 'endings'].map((act) => `POST /api/v1/procedures/${act}`)),
  ...every('administrators', 'GET /api/v1/procedures/differences'),
  ...every('noOne', 'GET /api/v1/procedures/drafts/:id', 'GET /api/v1/procedures/drafts/:id/record.json', 'GET /api/v1/procedures/drafts/:id/process.bpmn'),
  ...every('noOne', 'GET /api/v1/procedures/records/:id', 'GET /api/v1/procedures/records/:id/process.bpmn'),

  // What people say of the service.
  ...every('citizens', 'POST /api/v1/feedback/surveys', 'POST /api/v1/feedback/complaints'),
  ...every('signers', 'POST /api/v1/feedback/answers', 'GET /can-bo/phan-anh', 'GET /can-bo/hai-long'),
  ...every('noOne', 'GET /can-bo/phan-anh/:id'),
  // Officers are led to their own side.
  ...every('applicantAndOfficers', 'GET /ho-so/:id/danh-gia', 'GET /ho-so/:id/phan-anh', 'GET /ho-so/:id/ai-da-xem'),
  // An empty form is unreadable before anybody asks whose case it is.
  ...every('signedIn', 'POST /ho-so/:id/danh-gia', 'POST /ho-so/:id/phan-anh'),
  ...every('signers', 'POST /can-bo/phan-anh/:id'),
  ...every('everyone', 'GET /ngoai-tuyen', 'GET /manifest.webmanifest'),

  // Pages of citizens.
  ...every('everyone', 'GET /', 'GET /thu-tuc', 'GET /thu-tuc/:code', 'GET /tra-cuu', 'GET /tra-cuu/:code', 'POST /tra-cuu/:code', 'GET /kiem-tra', 'GET /kiem-tra/:code'),
  ...every('everyone', 'GET /nop/:code', 'POST /nop/:code', 'GET /kiem-tra-chu-ky', 'POST /kiem-tra-chu-ky', 'GET /dang-nhap', 'GET /dang-nhap/tra-ve'),
  ...every('applicant', 'GET /nop/ban-nhap/:draftId/kiem-tra', 'POST /nop/ban-nhap/:draftId/kiem-tra', 'GET /nop/ban-nhap/:draftId/giay-to', 'POST /nop/ban-nhap/:draftId/giay-to'),
  ...every('applicant', 'GET /nop/ban-nhap/:draftId/xoa', 'GET /nop/ban-nhap/:draftId/:step', 'POST /nop/ban-nhap/:draftId/:step'),
  // Discarding what is not there, or not one's own, ends where discarding ends.
  ...every('signedIn', 'POST /nop/ban-nhap/:draftId/xoa', 'GET /ho-so', 'GET /thong-bao'),
  // Officers are led to their own page of the case, which then says whether it is there for them.
  ...every('applicantAndOfficers', 'GET /ho-so/:id', 'GET /ho-so/:id/da-nop', 'GET /ho-so/:id/rut', 'POST /ho-so/:id/rut', 'GET /ho-so/:id/bo-sung', 'POST /ho-so/:id/bo-sung'),
  ...every('citizens', 'GET /tai-khoan', 'POST /thong-bao/cach-nhan'),
  // Officers are led to their own inbox.
  ...every('signedIn', 'GET /thong-bao/cach-nhan'),
  // Nobody is asked who they are, but only Zalo can sign; and the simulators are for demonstrations.
  ...every('noOne', 'POST /api/v1/notifications/zalo/webhook', 'GET /tin-nhan-thu-nghiem', 'POST /tin-nhan-thu-nghiem'),
  ...every('administrators', 'GET /can-bo/quan-tri/kenh-gui', 'POST /can-bo/quan-tri/kenh-gui'),
  ...every('noOne', ...['cai-dat/:channel', ':channel/:key'].flatMap((page) => [`GET /can-bo/quan-tri/kenh-gui/${page}`, `POST /can-bo/quan-tri/kenh-gui/${page}`])),
  // Led back to the page, which asks to sign in.
  ...every('everyone', 'POST /tai-khoan', 'POST /can-bo/tai-khoan', 'POST /can-bo/trinh-ky', 'GET /can-bo/chuc-vu', 'POST /can-bo/quan-tri/tai-khoan/:uid', 'GET /dang-xuat'),
  ...every('noOne', 'POST /dang-nhap', 'POST /thong-bao', 'GET /hop-thu-thu-nghiem', 'GET /hop-thu-thu-nghiem/:id', 'GET /*'),

  // Pages of officers.
  ...every('officers', 'GET /can-bo/xin-y-kien', 'GET /can-bo/so-theo-doi', 'GET /can-bo/so-theo-doi/so.pdf', 'GET /can-bo/so-theo-doi/so.xlsx', 'GET /can-bo/trinh-ky/ca-tap', 'POST /can-bo/trinh-ky/ca-tap'),
  ...every('noOne', 'GET /can-bo/trinh-ky/ca-tap/:batchId', 'POST /can-bo/trinh-ky/ca-tap/:batchId'),
  ...every('everyone', 'GET /can-bo/dang-nhap', 'POST /can-bo/dang-nhap'),
  ...every('noOne', ...['dang-nhap/xac-thuc', 'dang-nhap/dang-ky', 'dang-nhap/mat-khau', 'thiet-lap'].flatMap((page) => [`GET /can-bo/${page}`, `POST /can-bo/${page}`])),
  ...every('signedIn', 'GET /can-bo/mo-khoa', 'POST /can-bo/mo-khoa'),
  ...every('officers', 'GET /can-bo', 'GET /can-bo/trinh-ky', 'GET /can-bo/tra-cuu-ho-so', 'GET /can-bo/thong-bao', 'POST /can-bo/chuc-vu', 'GET /can-bo/tai-khoan'),
  ...every('officers', ...['xac-nhan-lai', 'tai-khoan/mat-khau', 'tai-khoan/lop-xac-thuc'].flatMap((page) => [`GET /can-bo/${page}`, `POST /can-bo/${page}`])),
  ...every('officersOfTheCase', 'GET /can-bo/ho-so/:id', 'POST /can-bo/ho-so/:id'),
  ...every('officers', ...['lich', 'lich/gio', 'to-chuc/:unitUid', 'tai-khoan/moi', 'thu-gui'].flatMap((page) => [`GET /can-bo/quan-tri/${page}`, `POST /can-bo/quan-tri/${page}`])),
  ...every('officers', ...['lich/thu', 'lich/lich-su', 'to-chuc', 'to-chuc/in'].map((page) => `GET /can-bo/quan-tri/${page}`)),
  ...every('officers', 'POST /can-bo/quan-tri/vai-tro/:key', 'POST /can-bo/quan-tri/phan-quyen', 'POST /can-bo/quan-tri/phan-quyen/moi'),
  ...every('officers', 'GET /can-bo/don-vi-hanh-chinh', 'GET /can-bo/chung-thu', 'GET /can-bo/chung-thu/cap'),
  ...every('noOne', 'POST /can-bo/chung-thu/cap', 'GET /can-bo/chung-thu/:id', 'POST /can-bo/chung-thu/:id', 'POST /can-bo/thong-bao', 'GET /can-bo/*'),
  ...every('noOne', 'GET /can-bo/quan-tri/tai-khoan/:uid', 'GET /can-bo/quan-tri/to-chuc/:unitUid/:task', 'POST /can-bo/quan-tri/to-chuc/:unitUid/:task'),
  ...every('noOne', 'GET /can-bo/quan-tri/mau-thong-bao/:key', 'POST /can-bo/quan-tri/mau-thong-bao/:key'),
  ...every('administrators', ...['tai-khoan', 'vai-tro', 'vai-tro/:key', 'phan-quyen', 'phan-quyen/moi', 'can-bo/:personUid', 'tin-cay', 'mau-thong-bao', 'cong-viec'].map((page) => `GET /can-bo/quan-tri/${page}`)),
  ...every('administrators', ...['thu-tuc', 'thu-tuc/nhap', 'thu-tuc/:code', 'thu-tuc/:code/so-sanh'].map((page) => `GET /can-bo/quan-tri/${page}`)),
  ...every('administrators', 'POST /can-bo/quan-tri/thu-tuc/nhap', 'POST /can-bo/quan-tri/thu-tuc/:code'),
  ...every('noOne', 'GET /xem-truoc-thu-tuc/:draftId', 'POST /xem-truoc-thu-tuc/:draftId', 'GET /can-bo/quan-tri/thu-tuc/:code/quy-trinh/:versionId'),
  ...every('noOne', ...['bieu-mau', 'bieu-mau/muc', 'bieu-mau/json', 'so-do', 'so-sanh', 'cong-bo', ':section'].map((part) => `GET /can-bo/quan-tri/thu-tuc/ban-nhap/:draftId/${part}`)),
  ...every('noOne', ...['bieu-mau', 'bieu-mau/muc', 'bieu-mau/json', 'cong-bo', ':section'].map((part) => `POST /can-bo/quan-tri/thu-tuc/ban-nhap/:draftId/${part}`)),
  ...every('administrators', ...['can-bo/:personUid', 'tin-cay', 'cong-viec'].map((page) => `POST /can-bo/quan-tri/${page}`)),
]);
