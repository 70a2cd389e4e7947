import type { EventHandler, Handlers, JobHandler, Schedule } from './definitions.ts';

/** Knows which consumers wait for which event; filled once all modules exist. */
export type EventRegistry = {
  add(...handlers: Handlers[]): void;
  readonly consumersOf: (eventName: string) => readonly string[];
  eventHandler(eventName: string, consumer: string): EventHandler | undefined;
  jobs(): readonly JobHandler[];
  schedules(): readonly Schedule[];
};

/** @throws Error at start-up when two handlers share a name. */
export function createEventRegistry(): EventRegistry {
  const events = new Map<string, EventHandler[]>();
  const jobs = new Map<string, JobHandler>();
  const schedules = new Map<string, Schedule>();
  const addEvent = (handler: EventHandler): void => {
    const list = events.get(handler.event.name) ?? [];
    if (list.some((other) => other.consumer === handler.consumer)) throw new Error(`consumer ${handler.consumer} is registered twice`);
    events.set(handler.event.name, [...list, handler]);
  };
  return {
    add(...handlers) {
      for (const group of handlers) {
        group.events?.forEach(addEvent);
        group.jobs?.forEach((handler) => addOnce(jobs, handler.job.name, handler));
        group.schedules?.forEach((schedule) => addOnce(schedules, schedule.name, schedule));
      }
    },
    consumersOf: (eventName) => (events.get(eventName) ?? []).map((handler) => handler.consumer),
    eventHandler: (eventName, consumer) => events.get(eventName)?.find((handler) => handler.consumer === consumer),
    jobs: () => [...jobs.values()],
    schedules: () => [...schedules.values()],
  };
}

function addOnce<V>(map: Map<string, V>, name: string, value: V): void {
  if (map.has(name)) throw new Error(`${name} is registered twice`);
  map.set(name, value);
}
