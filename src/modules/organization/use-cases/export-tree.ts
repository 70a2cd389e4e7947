import type { UnitForest } from '../unit-tree.ts';
import type { OrganizationDeps } from './record-change.ts';

export async function exportTree(_deps: OrganizationDeps, _forest: UnitForest): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array());
}
