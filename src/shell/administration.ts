/** Administration pages and the permission that opens each in the rail. */
const pages = [
  { href: '/can-bo/quan-tri/to-chuc', key: 'organization', permission: 'organization.manage_units' },
  { href: '/can-bo/quan-tri/thu-tuc', key: 'catalogue', permission: 'procedures.edit' },
  { href: '/can-bo/quan-tri/lich', key: 'calendar', permission: 'calendar.manage' },
  { href: '/can-bo/quan-tri/sanh', key: 'hallSetup', permission: 'hall.manage' },
  { href: '/can-bo/quan-tri/tai-khoan', key: 'accounts', permission: 'identity.read_accounts' },
  { href: '/can-bo/quan-tri/vai-tro', key: 'roles', permission: 'identity.manage_roles' },
  { href: '/can-bo/quan-tri/phan-quyen', key: 'grants', permission: 'identity.read_grants' },
  { href: '/can-bo/quan-tri/thu-gui', key: 'deliveries', permission: 'notifications.read_deliveries' },
  { href: '/can-bo/quan-tri/mau-thong-bao', key: 'templates', permission: 'notifications.manage_templates' },
  { href: '/can-bo/quan-tri/kenh-gui', key: 'channels', permission: 'notifications.manage_channels' },
  { href: '/can-bo/quan-tri/tai-khoan-thu', key: 'bankAccounts', permission: 'payments.manage_accounts' },
  { href: '/can-bo/chung-thu', key: 'certificates', permission: 'signing.read' },
  { href: '/can-bo/quan-tri/tin-cay', key: 'trust', permission: 'signing.trust' },
  { href: '/can-bo/quan-tri/cong-viec', key: 'jobs', permission: 'platform.jobs' },
] as const;

/** What an officer with these permissions may administer. */
export function administrationOf(permissions: readonly string[]): { href: string; key: string }[] {
  return pages.filter((page) => permissions.includes(page.permission)).map(({ href, key }) => ({ href, key }));
}
