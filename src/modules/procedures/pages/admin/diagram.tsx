import { useText } from '#platform/web/text.tsx';
import { Section } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';

export type DrawnProcess = Awaited<ReturnType<Procedures['drawProcess']>>;
type Diagram = DrawnProcess['diagram'];
type Node = Diagram['nodes'][number];

/** The internal process as a picture, drawn on the server; the table under it tells the same in words. */
export function ProcessPicture({ drawn, title }: { drawn: DrawnProcess; title: string }) {
  const { diagram, steps } = drawn;
  const t = useText('procedures');
  return (
    <>
      <div className="diagram" role="region" aria-label={title} tabIndex={0}>
        <svg viewBox={`0 0 ${diagram.width} ${diagram.height}`} width={diagram.width} height={diagram.height} role="img" aria-labelledby="diagram-title diagram-note">
          <title id="diagram-title">{title}</title>
          <desc id="diagram-note">{t('process.note', { steps: steps.length })}</desc>
          <defs>
            <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {diagram.lanes.map((lane) => (
            <g key={lane.name} className="lane">
              <rect x={lane.x + 0.5} y={lane.y + 0.5} width={lane.width - 1} height={lane.height - 1} />
              <path d={`M132 ${lane.y}v${lane.height}`} />
              <Words lines={lane.lines} x={66} y={lane.y + lane.height / 2} />
            </g>
          ))}
          {diagram.flows.map((flow) => (
            <g key={flow.id} className={flow.back ? 'flow back' : 'flow'}>
              <polyline points={flow.points.map(({ x, y }) => `${x},${y}`).join(' ')} markerEnd="url(#arrow)" />
              {flow.label !== '' && <FlowLabel flow={flow} />}
            </g>
          ))}
          {diagram.nodes.map((node) => (
            <Shape key={node.id} node={node} />
          ))}
        </svg>
      </div>
      <StepsTable steps={steps} />
    </>
  );
}

function FlowLabel({ flow }: { flow: Diagram['flows'][number] }) {
  const [first, second] = flow.points;
  if (first === undefined || second === undefined) return null;
  const at = flow.back ? { x: second.x + 6, y: second.y - 6 } : { x: first.x + 4, y: first.y - 6 };
  return (
    <text x={at.x} y={at.y}>
      {flow.label}
    </text>
  );
}

function Words({ lines, x, y }: { lines: readonly string[]; x: number; y: number }) {
  const height = 16;
  return (
    <text textAnchor="middle" x={x}>
      {lines.map((line, index) => (
        <tspan key={`${line} ${String(index)}`} x={x} y={y + 4 + (index - (lines.length - 1) / 2) * height}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Shape({ node }: { node: Node }) {
  const t = useText('procedures');
  const { x, y, width, height, kind } = node;
  const [cx, cy] = [x + width / 2, y + height / 2];
  if (kind === 'start' || kind === 'end') return <circle className={kind} cx={cx} cy={cy} r={width / 2 - (kind === 'end' ? 2 : 1)} />;
  if (kind === 'task') {
    return (
      <g className="task">
        <title>{node.label}</title>
        <rect x={x} y={y} width={width} height={height} rx={8} />
        <Words lines={node.hours === null ? node.lines : [...node.lines, t('time.hours', { n: hoursWords(node.hours) })]} x={cx} y={cy} />
      </g>
    );
  }
  const mark = kind === 'decision' ? `M${cx - 7} ${cy - 7}l14 14M${cx + 7} ${cy - 7}l-14 14` : `M${cx} ${cy - 10}v20M${cx - 10} ${cy}h20`;
  return (
    <g className="gateway">
      <title>{kind === 'decision' ? node.label : t(`process.${kind}`)}</title>
      <path d={`M${cx} ${y}L${x + width} ${cy} ${cx} ${y + height} ${x} ${cy}z`} />
      <path className="mark" d={mark} />
    </g>
  );
}

export const hoursWords = (hours: number): string => String(hours).replace('.', ',');

function StepsTable({ steps }: { steps: DrawnProcess['steps'] }) {
  const t = useText('procedures');
  const nameOf = (key: string): string => steps.find((step) => step.key === key)?.name ?? key;
  return (
    <Section title={t('process.table')}>
    <div className="table-frame">
      <table className="table">
        <caption className="sr">{t('process.table')}</caption>
        <thead>
          <tr>
            {['n', 'step', 'who', 'hours', 'output', 'asked', 'returns'].map((key) => (
              <th key={key} scope="col">
                {t(`process.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.key}>
              <td data-label={t('process.column.n')}>{index + 1}</td>
              <td data-label={t('process.column.step')}>{step.name}</td>
              <td data-label={t('process.column.who')}>{[step.role, step.unit].filter((part) => part !== '').join(', ')}</td>
              <td data-label={t('process.column.hours')}>{hoursWords(step.hours)}</td>
              <td data-label={t('process.column.output')}>{step.output || '—'}</td>
              <td data-label={t('process.column.asked')}>{step.consultations.length === 0 ? '—' : step.consultations.map((one) => `${one.name} (${one.role}, ${t('time.hours', { n: hoursWords(one.hours) })})`).join('; ')}</td>
              <td data-label={t('process.column.returns')}>{step.returnsTo.length === 0 ? '—' : step.returnsTo.map(nameOf).join('; ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </Section>
  );
}
