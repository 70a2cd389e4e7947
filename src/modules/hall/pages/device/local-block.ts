import { ticketLabel } from '../../states.ts';

/** A block of numbers that the server lent; `used` are those it knows of. */
export type Block = { readonly id: string; readonly groupId: string; readonly groupCode: string; readonly day: string; readonly first: number; readonly last: number; readonly used: readonly number[] };

/** A number given out here that the server does not know yet. */
export type Unsent = { readonly requestId: string; readonly leaseId: string; readonly number: number; readonly priorityKindId: string | null; readonly issuedAt: string; readonly insteadOf: string | null };

/** Everything a kiosk keeps; `taken` is the highest number that it gave out of each block. */
export type Pocket = { readonly blocks: readonly Block[]; readonly taken: Readonly<Record<string, number>>; readonly unsent: readonly Unsent[] };

export const emptyPocket: Pocket = { blocks: [], taken: {}, unsent: [] };

export type Wish = { readonly groupId: string; readonly day: string; readonly requestId: string; readonly priorityKindId: string | null; readonly issuedAt: string; readonly insteadOf: string | null };

/** Numbers of a block run upwards only: a number once left behind is never given out. */
function nextOf(pocket: Pocket, block: Block): number {
  return Math.max(block.first - 1, pocket.taken[block.id] ?? 0, ...block.used) + 1;
}

/** Takes the next number of the day; null when the blocks are used up. The new pocket must be stored before anything is printed. */
export function takeLocal(pocket: Pocket, wish: Wish): { readonly pocket: Pocket; readonly label: string; readonly ticket: Unsent } | null {
  const block = pocket.blocks.find((candidate) => candidate.groupId === wish.groupId && candidate.day === wish.day && nextOf(pocket, candidate) <= candidate.last);
  if (block === undefined) return null;
  const number = nextOf(pocket, block);
  const { requestId, priorityKindId, issuedAt, insteadOf } = wish;
  const ticket: Unsent = { requestId, leaseId: block.id, number, priorityKindId, issuedAt, insteadOf };
  return { pocket: { ...pocket, taken: { ...pocket.taken, [block.id]: number }, unsent: [...pocket.unsent, ticket] }, label: ticketLabel(block.groupCode, number), ticket };
}

/** After the server has answered for some: an answer of any kind is final. */
export function withoutSent(pocket: Pocket, answered: readonly string[]): Pocket {
  return { ...pocket, unsent: pocket.unsent.filter(({ requestId }) => !answered.includes(requestId)) };
}

/** The blocks as the server now lists them; what was taken of blocks that are gone is forgotten unless it is still unsent. */
export function withBlocks(pocket: Pocket, blocks: readonly Block[]): Pocket {
  const kept = Object.entries(pocket.taken).filter(([id]) => blocks.some((block) => block.id === id) || pocket.unsent.some(({ leaseId }) => leaseId === id));
  return { ...pocket, blocks, taken: Object.fromEntries(kept) };
}

/** How many numbers are left for a group on a day. */
export function leftOf(pocket: Pocket, groupId: string, day: string): number {
  const blocks = pocket.blocks.filter((block) => block.groupId === groupId && block.day === day);
  return blocks.reduce((sum, block) => sum + Math.max(0, block.last - nextOf(pocket, block) + 1), 0);
}
