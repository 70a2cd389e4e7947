/** Kinds of units: agency (cơ quan), department (phòng, ban), section (bộ phận), public service unit, board (ban chỉ đạo, hội đồng). */
export const unitKinds = ['agency', 'department', 'section', 'service_unit', 'board'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Tier of government; districts ended on 1 July 2025. */
export const unitLevels = ['central', 'province', 'district', 'commune'] as const;
export type UnitLevel = (typeof unitLevels)[number];

/** Head (cấp trưởng), deputy (cấp phó), staff: decides who may sign for whom. */
export const positionKinds = ['head', 'deputy', 'staff'] as const;
export type PositionKind = (typeof positionKinds)[number];

/** Principal (chính), concurrent (kiêm nhiệm), acting (quyền). */
export const holdingKinds = ['principal', 'concurrent', 'acting'] as const;
export type HoldingKind = (typeof holdingKinds)[number];

/** TM. (collective), KT. (deputy), TL. (by order), TUQ. (by authorisation); Q. is an acting holding. NĐ 30/2020 Điều 13. */
export const delegationKinds = ['collective', 'deputy', 'by_order', 'by_authorisation'] as const;
export type DelegationKind = (typeof delegationKinds)[number];

/** What became of a unit: all of it, or a part, went into the successor. */
export const successionKinds = ['merge', 'split'] as const;
export type SuccessionKind = (typeof successionKinds)[number];

export const adminLevels = ['province', 'district', 'commune'] as const;
export type AdminLevel = (typeof adminLevels)[number];

/** How an administrative unit continues in another: OP§16. */
export const adminChangeKinds = ['merge', 'split', 'rename', 'transfer'] as const;
export type AdminChangeKind = (typeof adminChangeKinds)[number];
