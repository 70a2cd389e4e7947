import { createVaultFor } from '#platform/secrets/vault.ts';
import type { Notice } from './model.ts';

/** A notice that fits a shipped template; `key` is what makes it one of its kind. */
export function aNotice(key: string, overrides: Partial<Notice> = {}): Notice {
  return {
    key,
    to: { accountId: 'account-citizen', email: 'an.nguyen@dan.vidu.test', locale: 'vi' },
    template: 'cases.accepted',
    data: {
      name: 'Nguyễn Văn An',
      code: 'H99.12-261123-0001',
      procedure: 'Cấp bản sao trích lục hộ tịch',
      agency: 'Ủy ban nhân dân xã An Hòa',
      dueAt: '2026-11-24T09:30:00Z',
    },
    link: '/ho-so/01940000-0000-7000-8000-000000000001',
    unitUid: 'unit-an-hoa',
    ...overrides,
  };
}

/** For tests that tell by inbox and e-mail only. */
export const withoutChannels = {
  vault: createVaultFor(Buffer.alloc(32, 3), 'dinh.notifications'),
  hosts: { zalo: { oauth: 'http://127.0.0.1:1', business: 'http://127.0.0.1:1', openapi: 'http://127.0.0.1:1' }, smsUrl: null },
  cases: null,
  simulators: null,
} as const;
