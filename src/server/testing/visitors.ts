import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { mockCitizens } from '#modules/identity/index.ts';
import { signInAgain, signInByName, signInCitizen, type SignedIn } from '#modules/identity/testing.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import type { House } from '../compose.ts';

/** Somebody with a browser: every request carries the session, and comes from an address of its own. */
export type Visitor = {
  readonly name: string;
  readonly cookie: string;
  /** As the house sees the session at this moment. */
  actor(): Promise<Actor>;
  send(request: InjectOptions): Promise<LightMyRequestResponse>;
  get(url: string): Promise<LightMyRequestResponse>;
  post(url: string, body: unknown): Promise<LightMyRequestResponse>;
  /** Posts a form as a browser without JavaScript does. */
  form(url: string, fields: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>;
};

export type Visitors = {
  readonly anybody: Visitor;
  /** A demonstration officer. `secondFactor` (default true) is fresh for five minutes of the test clock. */
  officer(username: string, options?: { secondFactor?: boolean }): Promise<Visitor>;
  /** A mock citizen by its subject, such as `mp-nguyen-van-an`; the same account at every call. */
  citizen(subject: string): Promise<Visitor>;
};

type Place = { readonly app: FastifyInstance; readonly house: House; readonly test: TestDatabase<unknown> };

let addresses = 0;

/** Limits count by address; tests must not run into those of each other. */
const nextAddress = (): string => `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;

export function createVisitors(place: Place): Visitors {
  const known = new Map<string, Promise<SignedIn>>();
  return {
    anybody: visitor(place, 'nobody', undefined),
    async officer(username, { secondFactor = true } = {}) {
      return visitor(place, username, await signInByName(place.test, { username, secondFactor }));
    },
    async citizen(subject) {
      const identity = identityOf(subject);
      const before = known.get(subject);
      if (before !== undefined) return visitor(place, subject, await signInAgain(place.test, await before, identity.assurance));
      const first = signInCitizen(place.test, identity);
      known.set(subject, first);
      return visitor(place, subject, await first);
    },
  };
}

function visitor({ app, house }: Place, name: string, signedIn: SignedIn | undefined): Visitor {
  const cookie = signedIn?.cookie ?? '';
  const send = (request: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ remoteAddress: nextAddress(), ...request, headers: { host: 'xa.example', ...(cookie === '' ? {} : { cookie }), ...request.headers } });
  return {
    ...{ name, cookie, send },
    actor: () => house.modules.identity.actorOf(signedIn?.token ?? null),
    get: (url) => send({ method: 'GET', url }),
    post: (url, body) => send({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }),
    form: (url, fields) =>
      send({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() }),
  };
}

function identityOf(subject: string) {
  const citizen = mockCitizens.find((candidate) => candidate.subject === subject);
  if (citizen === undefined) throw new Error(`there is no mock citizen ${subject}`);
  const { fullName, personalNumber, passportNumber, nationality, assurance, phone, email, address, organisation } = citizen;
  const number = personalNumber ?? passportNumber;
  const kind = personalNumber === null ? ('passport' as const) : ('personal_number' as const);
  const document = number === null ? null : { kind, country: nationality, number };
  return { subject, fullName, assurance, document, nationality, phone, email, address, organisation, birthDate: citizen.birthDate.split('/').reverse().join('-') };
}
