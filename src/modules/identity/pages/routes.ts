import { layout, route, type RouteConfigEntry } from '@react-router/dev/routes';

const file = (name: string): string => `modules/identity/pages/${name}`;
const page = (path: string, name: string): RouteConfigEntry => route(path, file(name));

/** Inside the citizen layout. */
export const identityCitizenPages: RouteConfigEntry[] = [
  page('dang-nhap', 'citizen/sign-in.tsx'),
  page('dang-nhap/tra-ve', 'citizen/sign-in-return.tsx'),
  page('dang-xuat', 'citizen/sign-out.tsx'),
  page('tai-khoan', 'citizen/account.tsx'),
];

/** Officers before they are signed in: outside the officer layout, which sends them here. */
export const identityEntrancePages: RouteConfigEntry[] = [
  layout(file('entrance/layout.tsx'), [
    page('can-bo/dang-nhap', 'entrance/sign-in.tsx'),
    page('can-bo/dang-nhap/xac-thuc', 'entrance/second-factor.tsx'),
    page('can-bo/dang-nhap/dang-ky', 'entrance/enrol.tsx'),
    page('can-bo/dang-nhap/mat-khau', 'entrance/choose-password.tsx'),
    page('can-bo/mo-khoa', 'entrance/unlock.tsx'),
    page('can-bo/thiet-lap', 'entrance/first-administrator.tsx'),
  ]),
];

/** Inside the officer layout. */
export const identityOfficerPages: RouteConfigEntry[] = [
  page('can-bo/chuc-vu', 'officer/switch-position.tsx'),
  page('can-bo/xac-nhan-lai', 'officer/step-up.tsx'),
  page('can-bo/tai-khoan', 'officer/own-account.tsx'),
  page('can-bo/tai-khoan/mat-khau', 'officer/own-password.tsx'),
  page('can-bo/tai-khoan/lop-xac-thuc', 'officer/add-factor.tsx'),
  page('can-bo/quan-tri/tai-khoan', 'admin/accounts.tsx'),
  page('can-bo/quan-tri/tai-khoan/moi', 'admin/new-account.tsx'),
  page('can-bo/quan-tri/tai-khoan/:uid', 'admin/account.tsx'),
  page('can-bo/quan-tri/vai-tro', 'admin/roles.tsx'),
  page('can-bo/quan-tri/vai-tro/:key', 'admin/role.tsx'),
  page('can-bo/quan-tri/phan-quyen', 'admin/grants.tsx'),
  page('can-bo/quan-tri/phan-quyen/moi', 'admin/new-grant.tsx'),
];
