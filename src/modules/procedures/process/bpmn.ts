import type { PlacedFlow, PlacedLane, PlacedNode, Point, ProcessDiagram } from './layout.ts';

/** What a file is called inside: the procedure, for people and for the ids. */
export type ProcessTitle = { readonly code: string; readonly name: string };

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
].join(' ');

const elements = { start: 'startEvent', end: 'endEvent', task: 'userTask', split: 'parallelGateway', join: 'parallelGateway', decision: 'exclusiveGateway' } as const;

/** The internal process as BPMN 2.0 (ISO/IEC 19510): one pool, a lane for each role, with the places of everything drawn. */
export function bpmnOf(diagram: ProcessDiagram, { code, name }: ProcessTitle): string {
  const id = `process_${code.replace(/\W/gu, '_')}`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions ${namespaces} id="definitions" targetNamespace="https://dinh.invalid/quy-trinh" exporter="dinh">`,
    '  <bpmn:collaboration id="collaboration">',
    `    <bpmn:participant id="pool" name="${escapeXml(`${code} ${name}`)}" processRef="${id}" />`,
    '  </bpmn:collaboration>',
    `  <bpmn:process id="${id}" name="${escapeXml(name)}" isExecutable="false">`,
    '    <bpmn:laneSet id="lanes">',
    ...diagram.lanes.flatMap((lane, index) => laneLines(lane, index, diagram.nodes)),
    '    </bpmn:laneSet>',
    ...diagram.nodes.flatMap((node) => nodeLines(node, diagram.flows)),
    ...diagram.flows.map((flow) => `    <bpmn:sequenceFlow id="${flow.id}"${nameOf(flow.label)} sourceRef="${flow.from}" targetRef="${flow.to}" />`),
    '  </bpmn:process>',
    '  <bpmndi:BPMNDiagram id="diagram">',
    '    <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">',
    ...shape('pool', { x: 0, y: 0, width: diagram.width, height: diagram.height }, true),
    // The name of a pool stands in a strip of 30; lanes begin behind it (BPMN 2.0, 9.2).
    ...diagram.lanes.flatMap((lane, index) => shape(`lane_${index + 1}`, { ...lane, x: 30, width: lane.width - 30 }, true)),
    ...diagram.nodes.flatMap((node) => shape(node.id, node)),
    ...diagram.flows.flatMap(edge),
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
  ];
  return `${lines.join('\n')}\n`;
}

function laneLines(lane: PlacedLane, index: number, nodes: readonly PlacedNode[]): string[] {
  const inside = nodes.filter((node) => node.lane === index).map(({ id }) => `        <bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`);
  return [`      <bpmn:lane id="lane_${index + 1}"${nameOf(lane.name)}>`, ...inside, '      </bpmn:lane>'];
}

function nodeLines(node: PlacedNode, flows: readonly PlacedFlow[]): string[] {
  const element = elements[node.kind];
  const onward = flows.find((flow) => flow.from === node.id && !flow.back);
  const extra = [
    node.kind === 'decision' && onward !== undefined ? ` default="${onward.id}"` : '',
    node.kind === 'split' ? ' gatewayDirection="Diverging"' : '',
    node.kind === 'join' ? ' gatewayDirection="Converging"' : '',
  ].join('');
  const facts = [node.hours === null ? '' : `Thời gian: ${node.hours} giờ làm việc`, node.output === '' ? '' : `Đầu ra: ${node.output}`].filter((fact) => fact !== '');
  return [
    `    <bpmn:${element} id="${node.id}"${nameOf(node.label)}${extra}>`,
    ...(facts.length === 0 ? [] : [`      <bpmn:documentation>${escapeXml(facts.join('. '))}</bpmn:documentation>`]),
    ...flows.filter((flow) => flow.to === node.id).map(({ id }) => `      <bpmn:incoming>${id}</bpmn:incoming>`),
    ...flows.filter((flow) => flow.from === node.id).map(({ id }) => `      <bpmn:outgoing>${id}</bpmn:outgoing>`),
    `    </bpmn:${element}>`,
  ];
}

function shape(id: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }, horizontal = false): string[] {
  return [
    `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${horizontal ? ' isHorizontal="true"' : ''}>`,
    `        <dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`,
    '      </bpmndi:BPMNShape>',
  ];
}

function edge({ id, points }: PlacedFlow): string[] {
  const waypoint = ({ x, y }: Point): string => `        <di:waypoint x="${x}" y="${y}" />`;
  return [`      <bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">`, ...points.map(waypoint), '      </bpmndi:BPMNEdge>'];
}

function nameOf(label: string): string {
  return label === '' ? '' : ` name="${escapeXml(label)}"`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML 1.0 has no place for most control characters, whatever the escape: they are left out. */
function escapeXml(text: string): string {
  return text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ').replace(/[&<>"']/gu, (sign) => escapes[sign] ?? sign);
}
