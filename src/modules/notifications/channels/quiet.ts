/** Hours in Viet Nam during which nothing may ring; 22 to 6 goes over midnight. Equal hours: never quiet. */
export type QuietHours = { readonly from: number; readonly to: number };

const hourMs = 3_600_000;
/** Viet Nam has had no other offset since 1975 and no summer time. */
const offsetMs = 7 * hourMs;

function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** The next moment at which no quiet hours hold any more, or null when none hold now. Hours that fill the whole day never end: the first one (the locality's) then counts alone. */
export function quietUntil(now: Date, quiet: readonly QuietHours[]): Date | null {
  const start = Math.floor((now.getTime() + offsetMs) / hourMs);
  const quietAt = (hours: number): boolean => quiet.some((one) => isQuiet(one, (start + hours) % 24));
  if (!quietAt(0)) return null;
  for (let ahead = 1; ahead < 24; ahead += 1)
    if (!quietAt(ahead)) return new Date((start + ahead) * hourMs - offsetMs);
  return quiet.length > 1 ? quietUntil(now, quiet.slice(0, 1)) : null;
}

const dayMs = 24 * hourMs;

/** The last midnight in Viet Nam: quotas are counted by day. */
export function dayStart(at: Date): Date {
  return new Date(Math.floor((at.getTime() + offsetMs) / dayMs) * dayMs - offsetMs);
}
