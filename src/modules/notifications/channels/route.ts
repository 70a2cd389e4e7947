/** Ways to a reader besides the inbox. `sms` and `zalo` (message template) go to a telephone number. */
export const channels = ['zalo', 'sms', 'email'] as const;
export type Channel = (typeof channels)[number];

/** One way to one reader. */
export type Target = { readonly channel: Channel; readonly address: string };

export type Addresses = { readonly email: string | null; readonly phone: string | null };

export type RouteFacts = {
  /** Order of the locality for this kind of message. */
  readonly order: readonly Channel[];
  /** What the reader wants first. */
  readonly first: Channel | null;
  /** Channels that are in use and that the reader has agreed to. */
  readonly open: ReadonlySet<Channel>;
  readonly addresses: Addresses;
};

/** The ways to try one after the other; each channel at most once. */
export function planRoute({ order, first, open, addresses }: RouteFacts): Target[] {
  const wanted = [...new Set([...(first === null ? [] : [first]), ...order])];
  return wanted.flatMap((channel): Target[] => {
    const address = channel === 'email' ? addresses.email : addresses.phone;
    return open.has(channel) && address !== null && address !== '' ? [{ channel, address }] : [];
  });
}

/**
 * What a channel said to a message. Only `taken`, `unknown` and `repeat` may mean that the reader has it:
 * - `retry`: surely not taken, may work in a while; - `later`: not before that moment;
 * - `fail_over`: this channel will not take it; - `give_up`: this address is none, on any channel that uses it;
 * - `unknown`: no answer came back, so a second message could be a double;
 * - `repeat`: no answer came back, but the channel recognises a repeat.
 */
export type Verdict =
  | { readonly kind: 'taken'; readonly providerId: string | null }
  | { readonly kind: 'retry' | 'repeat' | 'fail_over' | 'give_up' | 'unknown'; readonly reason: string }
  | { readonly kind: 'later'; readonly at: Date; readonly reason: string };

/** The step of the route to try after `step` has failed for good; null when no way is left. */
export function stepAfter(route: readonly Target[], step: number, verdict: 'fail_over' | 'give_up'): number | null {
  const failed = route[step];
  const next = route.findIndex(
    (target, index) => index > step && (verdict === 'fail_over' || target.address !== failed?.address),
  );
  return next === -1 ? null : next;
}
