import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { officerWords as words } from './officer-words.ts';

export type TreeNode = {
  readonly id: string;
  readonly label: ReactNode;
  readonly href: string;
  readonly note?: ReactNode;
  readonly children?: readonly TreeNode[] | undefined;
  /** Open from the start; a branch that holds the current node is opened by itself. */
  readonly open?: boolean | undefined;
};

export type TreeViewProps = {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  readonly currentId?: string | null | undefined;
};

/**
 * Units below units, as nested lists of links that fold. Works without a script; with one, ↑ ↓ walk the visible
 * nodes, → opens a branch or steps into it, ← closes it or steps out.
 */
export function TreeView({ label, nodes, currentId }: TreeViewProps) {
  const root = useRef<HTMLElement>(null);
  return (
    <nav ref={root} className="tree" aria-label={label} onKeyDown={walk}>
      <Branch nodes={nodes} currentId={currentId} />
    </nav>
  );
}

function Branch({ nodes, currentId }: Pick<TreeViewProps, 'nodes' | 'currentId'>) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.id}>
          <NodeLink node={node} current={node.id === currentId} />
          {node.children && node.children.length > 0 && (
            <details open={node.open === true || holds(node, currentId)}>
              <summary>
                <span className="sr">
                  {words.expand}: {node.label}
                </span>
              </summary>
              <Branch nodes={node.children} currentId={currentId} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function NodeLink({ node, current }: { node: TreeNode; current: boolean }) {
  return (
    <Link to={node.href} data-node="" aria-current={current ? 'page' : undefined}>
      {node.label}
      {node.note && <small>{node.note}</small>}
    </Link>
  );
}

function holds(node: TreeNode, id: string | null | undefined): boolean {
  return node.children?.some((child) => child.id === id || holds(child, id)) ?? false;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const node = (event.target as HTMLElement).closest<HTMLElement>('[data-node]');
  if (!node) return;
  const next = nextNode(event.key, node, event.currentTarget);
  if (next === undefined) return;
  event.preventDefault();
  next?.focus();
}

/** The node to focus; null when the key only folded a branch; undefined when the key means nothing here. */
function nextNode(key: string, node: HTMLElement, root: HTMLElement): HTMLElement | null | undefined {
  const visible = [...root.querySelectorAll<HTMLElement>('[data-node]')].filter((one) => one.checkVisibility());
  const at = visible.indexOf(node);
  const fold = node.nextElementSibling instanceof HTMLDetailsElement ? node.nextElementSibling : null;
  if (key === 'ArrowDown') return visible[at + 1] ?? null;
  if (key === 'ArrowUp') return visible[at - 1] ?? null;
  if (key === 'ArrowRight') return fold && !fold.open ? setOpen(fold, true) : (visible[at + 1] ?? null);
  if (key === 'ArrowLeft') return fold?.open ? setOpen(fold, false) : parentNode(node);
  return undefined;
}

function setOpen(fold: HTMLDetailsElement, open: boolean): null {
  fold.open = open;
  return null;
}

function parentNode(node: HTMLElement): HTMLElement | null {
  return node.closest('details')?.parentElement?.querySelector<HTMLElement>(':scope > [data-node]') ?? null;
}
