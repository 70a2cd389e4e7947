import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../model.ts';
import { shippedCatalogue } from '../shipped.ts';
import { bpmnOf } from './bpmn.ts';
import { graphOf } from './graph.ts';
import { layOut, wrap, type Box, type Point, type ProcessDiagram } from './layout.ts';

const text = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }).map((words) => words.trim() || 'x');
const role = fc.constantFrom('Một cửa', 'Tư pháp', 'Chủ tịch', 'Địa chính <"&">');

/** Steps as the rules allow them: keys of their own, returns only to earlier ones. */
const anyProcess: fc.Arbitrary<Step[]> = fc
  .array(fc.record({ name: text, role, unit: fc.constantFrom('', 'Phòng Kinh tế'), hours: fc.integer({ min: 1, max: 40 }), asked: fc.array(fc.record({ name: text, role }), { maxLength: 3 }), back: fc.array(fc.nat(9), { maxLength: 2 }) }), { minLength: 1, maxLength: 8 })
  .map((drafts) =>
    drafts.map(({ name, role: who, unit, hours, asked, back }, index) => ({
      ...{ key: letter(index), name, kind: 'process' as const, role: who, unit, hours, output: name },
      returnsTo: [...new Set(back.filter((target) => target < index).map(letter))],
      consultations: asked.map((one, row) => ({ ...one, key: `${letter(index)}_${letter(row)}`, unit: '', hours: 1, output: '' })),
    })),
  );
const letter = (index: number): string => String.fromCharCode(97 + index);

function soundFaults({ nodes, flows }: ProcessDiagram): string[] {
  const faults: string[] = [];
  const out = (id: string) => flows.filter((flow) => flow.from === id);
  const into = (id: string) => flows.filter((flow) => flow.to === id);
  for (const kind of ['start', 'end']) if (nodes.filter((node) => node.kind === kind).length !== 1) faults.push(`not one ${kind}`);
  for (const node of nodes) {
    if (node.kind !== 'start' && into(node.id).length === 0) faults.push(`nothing leads to ${node.id}`);
    if (node.kind !== 'end' && out(node.id).length === 0) faults.push(`nothing leads from ${node.id}`);
    if (node.kind === 'task' && out(node.id).length !== 1) faults.push(`${node.id} forks without a gateway`);
    if (node.kind === 'decision' && out(node.id).filter((flow) => !flow.back).length !== 1) faults.push(`${node.id} does not go on`);
    if (node.kind !== 'split') continue;
    const branches = out(node.id).map((flow) => out(flow.to)[0]?.to);
    const join = nodes.find(({ id }) => id === branches[0]);
    if (branches.length < 2 || new Set(branches).size !== 1 || join?.kind !== 'join' || into(join.id).length !== branches.length) faults.push(`${node.id} is not joined`);
  }
  return faults;
}

describe('any internal process', () => {
  it('has one start and one end, every node between flows, every split its join', () => {
    fc.assert(
      fc.property(anyProcess, (steps) => {
        expect(soundFaults(layOut(graphOf(steps)))).toEqual([]);
      }),
    );
  });

  it('is drawn without two nodes on one place and without a flow through a node', () => {
    fc.assert(
      fc.property(anyProcess, (steps) => {
        const diagram = layOut(graphOf(steps));
        for (const [index, node] of diagram.nodes.entries()) {
          expect(node.x >= 0 && node.y >= 0 && node.x + node.width <= diagram.width && node.y + node.height <= diagram.height).toBe(true);
          for (const other of diagram.nodes.slice(index + 1)) expect(overlap(node, other), `${node.id} ${other.id}`).toBe(false);
          for (const flow of diagram.flows) expect(runsThrough(flow.points, node), `${flow.from} → ${flow.to} through ${node.id}`).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is well-formed XML with a shape for each node and an edge for each flow', () => {
    fc.assert(
      fc.property(anyProcess, text, (steps, name) => {
        const diagram = layOut(graphOf(steps));
        const xml = bpmnOf(diagram, { code: '2.000635', name });
        execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: xml });
        const ids = [...xml.matchAll(/ id="([^"]+)"/gu)].map((match) => match[1]);
        expect(new Set(ids).size).toBe(ids.length);
        for (const node of diagram.nodes) expect(xml).toContain(`<bpmndi:BPMNShape id="${node.id}_di" bpmnElement="${node.id}"`);
        for (const flow of diagram.flows) expect(xml).toContain(`<bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}"`);
        for (const match of xml.matchAll(/(?:sourceRef|targetRef|default|processRef|bpmnElement)="([^"]+)"/gu)) expect(ids).toContain(match[1]);
      }),
      { numRuns: 25 },
    );
  });
});

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Segments are upright or level; touching the edge of a node is no crossing. */
function runsThrough(points: readonly Point[], box: Box): boolean {
  return points.slice(1).some((end, index) => {
    const start = points[index]!;
    const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)];
    const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)];
    return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
  });
}

it('the shipped processes are sound', async () => {
  for (const { content } of await shippedCatalogue()) expect(soundFaults(layOut(graphOf(content.steps))), content.code).toEqual([]);
});

it('cuts what does not fit with an ellipsis', () => {
  expect(wrap('Kiểm tra hồ sơ và lấy ý kiến của các phòng có liên quan', 12, 2)).toEqual(['Kiểm tra hồ', 'sơ và lấy ý…']);
  expect(wrap('Một', 12, 2)).toEqual(['Một']);
});
