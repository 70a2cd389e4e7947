import type { SimulatorDeps } from '../simulator-parts.ts';
import type { SimulatedApp } from './simulator-tokens.ts';

export type SimulatedTemplate = { readonly status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT'; readonly parameters: readonly string[] };

export type ZaloSimulatorOptions = SimulatorDeps & {
  readonly app: SimulatedApp;
  readonly templates: ReadonlyMap<string, SimulatedTemplate>;
  readonly dailyQuota?: number;
  /** Where `user_send_text` is posted. */
  readonly webhookUrl: string;
};
