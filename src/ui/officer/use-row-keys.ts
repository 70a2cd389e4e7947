import type { RefObject } from 'react';
import { officerWords as words } from './officer-words.ts';
import { useShortcut } from './shortcuts.tsx';

/**
 * J and K move the focus along the elements marked `data-row` inside the container; Enter then follows the link
 * by itself. Starts from the focused row, else from the current one, else from the top.
 */
export function useRowKeys(container: RefObject<HTMLElement | null>, active = true): void {
  useShortcut(active ? 'j' : undefined, words.nextRow, () => moveRow(container.current, 1));
  useShortcut(active ? 'k' : undefined, words.previousRow, () => moveRow(container.current, -1));
}

function moveRow(container: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(container?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent !== null);
  const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
