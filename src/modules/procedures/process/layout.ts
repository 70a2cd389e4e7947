import type { ProcessFlow, ProcessGraph, ProcessNode } from './graph.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };
export type PlacedNode = ProcessNode & Box & { readonly lines: readonly string[] };
export type PlacedFlow = ProcessFlow & { readonly points: readonly Point[] };
export type PlacedLane = Box & { readonly name: string; readonly lines: readonly string[] };

/** A diagram in pixels, ready to be drawn or written as diagram interchange. */
export type ProcessDiagram = {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly PlacedLane[];
  readonly nodes: readonly PlacedNode[];
  readonly flows: readonly PlacedFlow[];
};

const sizes = { start: [36, 36], end: [36, 36], task: [148, 80], split: [44, 44], join: [44, 44], decision: [44, 44] } as const;
const gap = 32;
const laneTitle = 132;
const rowHeight = 108;
const returnRoom = { first: 22, each: 16 };
const charsOfTask = 20;
const charsOfLane = 16;

/** Lanes are rows, steps go to the right; only neighbours are connected, so no flow runs through a task. */
export function layOut(graph: ProcessGraph): ProcessDiagram {
  const columns = columnEdges(graph.nodes);
  const rowsOfLane = graph.lanes.map((_, lane) => Math.max(1, ...columns.map((_edge, column) => graph.nodes.filter((node) => node.lane === lane && node.column === column).length)));
  const back = graph.flows.filter((flow) => flow.back);
  const width = (columns.at(-1)?.right ?? laneTitle) + gap;
  const lanes = placeLanes(graph.lanes, rowsOfLane, { width, extra: back.length === 0 ? 0 : returnRoom.first + back.length * returnRoom.each });
  const nodes = graph.nodes.map((node) => placeNode(node, graph.nodes, { columns, lanes }));
  const bottom = lanes.reduce((sum, lane) => sum + lane.height, 0);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const flows = graph.flows.flatMap((flow): PlacedFlow[] => {
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)];
    if (from === undefined || to === undefined) return [];
    const channel = bottom - returnRoom.each * (back.length - back.indexOf(flow));
    return [{ ...flow, points: flow.back ? backward(from, to, channel) : forward(from, to) }];
  });
  return { width, height: bottom, lanes, nodes, flows };
}

type Edge = { readonly left: number; readonly right: number };

function columnEdges(nodes: readonly ProcessNode[]): Edge[] {
  const edges: Edge[] = [];
  const last = Math.max(0, ...nodes.map(({ column }) => column));
  for (let column = 0; column <= last; column += 1) {
    const widest = Math.max(0, ...nodes.filter((node) => node.column === column).map(({ kind }) => sizes[kind][0]));
    const left = (edges.at(-1)?.right ?? laneTitle) + gap;
    edges.push({ left, right: left + widest });
  }
  return edges;
}

function placeLanes(names: readonly string[], rows: readonly number[], room: { width: number; extra: number }): PlacedLane[] {
  let y = 0;
  return names.map((name, index) => {
    const height = (rows[index] ?? 1) * rowHeight + (index === names.length - 1 ? room.extra : 0);
    const lane = { name, lines: wrap(name, charsOfLane, 5), x: 0, y, width: room.width, height };
    y += height;
    return lane;
  });
}

function placeNode(node: ProcessNode, all: readonly ProcessNode[], at: { columns: readonly Edge[]; lanes: readonly PlacedLane[] }): PlacedNode {
  const [width, height] = sizes[node.kind];
  const { left = 0, right = 0 } = at.columns[node.column] ?? {};
  const row = all.filter((other) => other.lane === node.lane && other.column === node.column).indexOf(node);
  const top = (at.lanes[node.lane]?.y ?? 0) + row * rowHeight;
  return { ...node, x: (left + right - width) / 2, y: top + (rowHeight - height) / 2, width, height, lines: wrap(node.label, charsOfTask, 3) };
}

function forward(from: Box, to: Box): Point[] {
  const [start, end] = [
    { x: from.x + from.width, y: from.y + from.height / 2 },
    { x: to.x, y: to.y + to.height / 2 },
  ];
  if (start.y === end.y) return [start, end];
  // A narrow source bends beside its target, a narrow target beside its source: the bend stays in the free gap.
  const middle = from.width < to.width ? end.x - gap / 2 : start.x + gap / 2;
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
}

/** Down out of the decision, below all tasks to the left, up in the free gap before the target. */
function backward(from: Box, to: Box, channel: number): Point[] {
  const down = from.x + from.width / 2;
  const up = to.x - gap / 4;
  const enter = to.y + to.height - 16;
  return [
    { x: down, y: from.y + from.height },
    { x: down, y: channel },
    { x: up, y: channel },
    { x: up, y: enter },
    { x: to.x, y: enter },
  ];
}

/** Words in lines of at most so many letters; what does not fit ends with an ellipsis (the whole text stands in the table). */
export function wrap(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const cut = (line: string): string => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line);
  if (lines.length <= most) return lines.map(cut);
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, letters - 1)}…`].map(cut);
}
