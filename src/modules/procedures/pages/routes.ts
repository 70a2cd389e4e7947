import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/procedures/pages/${file}`);
const admin = 'can-bo/quan-tri/thu-tuc';
const draft = `${admin}/ban-nhap/:draftId`;

/** Inside the citizen layout. */
export const proceduresCitizenPages: RouteConfigEntry[] = [
  page('thu-tuc', 'list.tsx'),
  page('thu-tuc/:code', 'detail.tsx'),
  page('xem-truoc-thu-tuc/:draftId', 'preview.tsx'),
];

/** Inside the officer layout: the catalogue and its drafts. */
export const proceduresAdminPages: RouteConfigEntry[] = [
  page(admin, 'admin/list.tsx'),
  page(`${admin}/nhap`, 'admin/import.tsx'),
  page(`${admin}/:code`, 'admin/procedure.tsx'),
  page(`${admin}/:code/so-sanh`, 'admin/compare.tsx'),
  page(`${admin}/:code/quy-trinh/:versionId`, 'admin/process.tsx'),
  page(`${draft}/bieu-mau`, 'form-editor/outline.tsx'),
  page(`${draft}/bieu-mau/muc`, 'form-editor/field.tsx'),
  page(`${draft}/bieu-mau/json`, 'form-editor/json.tsx'),
  page(`${draft}/so-do`, 'editor/draft-process.tsx'),
  page(`${draft}/so-sanh`, 'editor/draft-compare.tsx'),
  page(`${draft}/cong-bo`, 'editor/publish.tsx'),
  page(`${draft}/:section`, 'editor/section.tsx'),
];
