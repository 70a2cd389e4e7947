import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, unitsFor, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'organization.manage_units', vi: 'Quản lý cơ cấu tổ chức, mã định danh' },
  { key: 'organization.manage_staff', vi: 'Quản lý cán bộ, chức danh, ủy quyền' },
  { key: 'organization.read_staff_private', vi: 'Xem ngày sinh, liên hệ của cán bộ' },
  { key: 'organization.manage_admin_units', vi: 'Cập nhật danh mục đơn vị hành chính' },
] as const;

export type OrganizationAction = (typeof permissions)[number]['key'] | 'organization.read';

/** The units concerned; empty for what belongs to no unit (a root, a person without a position, the national list). */
export type OrganizationSubject = { readonly unitUids: readonly string[] };

/**
 * A change of several units needs the permission in each of them, personal data in one of them.
 * Deny by default: whatever is not named here is refused.
 */
export function decide(actor: Actor, action: OrganizationAction, subject: OrganizationSubject): Decision {
  if (actor.kind === 'system') return allow;
  if (actor.kind !== 'officer') return hide('organization.officers_only');
  switch (action) {
    case 'organization.read':
      return allow;
    case 'organization.manage_units':
    case 'organization.manage_admin_units':
      return inEach(actor, action, subject) ? allow : deny('organization.not_your_unit');
    case 'organization.manage_staff':
      return mayStaff(actor, subject) ? allow : deny('organization.not_your_unit');
    case 'organization.read_staff_private':
      return inSome(actor, action, subject) ? allow : deny('organization.private_data');
  }
}

// A person without a position belongs to whoever manages staff anywhere.
function mayStaff(actor: Actor, subject: OrganizationSubject): boolean {
  return subject.unitUids.length === 0
    ? mayAnywhere(actor, 'organization.manage_staff')
    : inEach(actor, 'organization.manage_staff', subject);
}

function inEach(actor: Actor, permission: string, { unitUids }: OrganizationSubject): boolean {
  return unitUids.length === 0
    ? unitsFor(actor, permission) === 'all'
    : unitUids.every((uid) => mayIn(actor, permission, uid));
}

function inSome(actor: Actor, permission: string, { unitUids }: OrganizationSubject): boolean {
  return unitUids.length === 0 ? mayAnywhere(actor, permission) : unitUids.some((uid) => mayIn(actor, permission, uid));
}

/** What the pages of a unit offer to this actor. */
export type OrganizationAbilities = {
  readonly manageUnits: boolean;
  readonly manageStaff: boolean;
  readonly readStaffPrivate: boolean;
};

export function abilities(actor: Actor, subject: OrganizationSubject): OrganizationAbilities {
  return {
    manageUnits: decide(actor, 'organization.manage_units', subject).allowed,
    manageStaff: decide(actor, 'organization.manage_staff', subject).allowed,
    readStaffPrivate: decide(actor, 'organization.read_staff_private', subject).allowed,
  };
}
