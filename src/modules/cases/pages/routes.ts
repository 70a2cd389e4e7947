import { layout, route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/cases/pages/${file}`);

/** Inside the citizen layout. */
export const casesCitizenPages: RouteConfigEntry[] = [
  page('tra-cuu', 'track-form.tsx'),
  page('tra-cuu/:code', 'track.tsx'),
  page('kiem-tra', 'verify-form.tsx'),
  page('kiem-tra/:code', 'verify.tsx'),
  page('nop/:code', 'apply/start.tsx'),
  page('nop/ban-nhap/:draftId/kiem-tra', 'apply/check.tsx'),
  page('nop/ban-nhap/:draftId/giay-to', 'apply/papers.tsx'),
  page('nop/ban-nhap/:draftId/xoa', 'apply/discard.tsx'),
  page('nop/ban-nhap/:draftId/:step', 'apply/step.tsx'),
  page('ho-so', 'mine/list.tsx'),
  page('ho-so/:id', 'mine/case.tsx'),
  page('ho-so/:id/da-nop', 'mine/submitted.tsx'),
  page('ho-so/:id/rut', 'mine/withdraw.tsx'),
  page('ho-so/:id/ai-da-xem', 'mine/readings.tsx'),
  page('ho-so/:id/bo-sung', 'mine/supplement.tsx'),
];

/** A frame of its own: kept on devices, it must hold nothing of a person. */
export const casesOfflinePages: RouteConfigEntry[] = [page('ngoai-tuyen', 'offline/offline.tsx')];

/** Beside the list of the desk. */
export const casesOfficerMatters: RouteConfigEntry[] = [page('ho-so/:id', 'officer/case.tsx')];

/** Inside the officer layout. */
export const casesOfficerPages: RouteConfigEntry[] = [
  page('can-bo/tra-cuu-ho-so', 'officer/search.tsx'),
  page('can-bo/xin-y-kien', 'officer/asked-of-me.tsx'),
  page('can-bo/so-theo-doi', 'officer/register.tsx'),
];

/** A frame of their own, for a phone. */
export const casesLeaderPages: RouteConfigEntry[] = [
  layout('modules/cases/pages/leader/layout.tsx', [
    page('can-bo/trinh-ky', 'leader/stack.tsx'),
    page('can-bo/trinh-ky/ca-tap', 'leader/batch.tsx'),
    page('can-bo/trinh-ky/ca-tap/:batchId', 'leader/batch-report.tsx'),
  ]),
];
