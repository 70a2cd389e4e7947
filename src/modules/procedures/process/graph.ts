import type { Step } from '../model.ts';

export type NodeKind = 'start' | 'end' | 'task' | 'split' | 'join' | 'decision';

/** One node of the diagram; `column` counts from the left, `lane` is an index into the lanes. */
export type ProcessNode = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** Working hours of a task; null for events and gateways. */
  readonly hours: number | null;
  readonly output: string;
  readonly lane: number;
  readonly column: number;
};

/** A flow from node to node; a return leads back, its label says why. */
export type ProcessFlow = { readonly id: string; readonly from: string; readonly to: string; readonly label: string; readonly back: boolean };

export type ProcessGraph = { readonly lanes: readonly string[]; readonly nodes: readonly ProcessNode[]; readonly flows: readonly ProcessFlow[] };

const onward = 'Đạt';
const backward = 'Trả lại';

type Draft = { readonly lanes: string[]; readonly nodes: ProcessNode[]; readonly flows: ProcessFlow[]; column: number; last: string };

/** The internal steps as a graph: every consultation between a parallel split and its join, every return from a decision. */
export function graphOf(steps: readonly Step[]): ProcessGraph {
  const draft: Draft = { lanes: [], nodes: [], flows: [], column: 0, last: '' };
  const first = laneOf(draft, steps[0]);
  draft.last = addNode(draft, { id: 'start', kind: 'start', label: 'Bắt đầu', lane: first });
  const afterReturn = { label: '' };
  for (const step of steps) addStep(draft, step, afterReturn);
  draft.column += 1;
  addNode(draft, { id: 'end', kind: 'end', label: 'Kết thúc', lane: laneOf(draft, steps.at(-1)) });
  connect(draft, draft.last, 'end', afterReturn);
  const known = new Set(draft.nodes.map(({ id }) => id));
  return { lanes: draft.lanes, nodes: draft.nodes, flows: draft.flows.filter(({ to }) => known.has(to)) };
}

function addStep(draft: Draft, step: Step, afterReturn: { label: string }): void {
  const lane = laneOf(draft, step);
  const enter = (id: string): void => {
    connect(draft, draft.last, id, afterReturn);
    afterReturn.label = '';
    draft.last = id;
  };
  const parallel = step.consultations.length > 0;
  if (parallel) enter(addInNextColumn(draft, { id: `split_${step.key}`, kind: 'split', label: '', lane }));
  draft.column += 1;
  const task = { id: taskId(step.key), kind: 'task', label: step.name, lane, hours: step.hours, output: step.output } as const;
  addNode(draft, task);
  if (parallel) joinConsultations(draft, step, lane);
  else enter(task.id);
  if (step.returnsTo.length === 0) return;
  enter(addInNextColumn(draft, { id: `decision_${step.key}`, kind: 'decision', label: 'Đạt?', lane }));
  for (const target of step.returnsTo) connect(draft, draft.last, taskId(target), { label: backward, back: true });
  afterReturn.label = onward;
}

function joinConsultations(draft: Draft, step: Step, lane: number): void {
  const split = draft.last;
  const asked = step.consultations.map((consultation) => {
    const { name, hours, output } = consultation;
    return addNode(draft, { id: taskId(consultation.key), kind: 'task', label: name, lane: laneOf(draft, consultation), hours, output });
  });
  const join = addInNextColumn(draft, { id: `join_${step.key}`, kind: 'join', label: '', lane });
  for (const id of [taskId(step.key), ...asked]) {
    connect(draft, split, id);
    connect(draft, id, join);
  }
  draft.last = join;
}

const taskId = (key: string): string => `task_${key}`;

function laneOf(draft: Draft, who: { readonly role: string; readonly unit: string } | undefined): number {
  const name = who === undefined ? '' : [who.role, who.unit].filter((part) => part !== '').join(', ');
  const known = draft.lanes.indexOf(name);
  return known >= 0 ? known : draft.lanes.push(name) - 1;
}

type NewNode = Pick<ProcessNode, 'id' | 'kind' | 'label' | 'lane'> & Partial<Pick<ProcessNode, 'hours' | 'output'>>;

function addNode(draft: Draft, node: NewNode): string {
  draft.nodes.push({ hours: null, output: '', ...node, column: draft.column });
  return node.id;
}

function addInNextColumn(draft: Draft, node: NewNode): string {
  draft.column += 1;
  return addNode(draft, node);
}

function connect(draft: Draft, from: string, to: string, words: { label?: string; back?: boolean } = {}): void {
  draft.flows.push({ id: `flow_${draft.flows.length + 1}`, from, to, label: '', back: false, ...words });
}
