import { randomBytes } from 'node:crypto';
import { mockCitizens } from '#modules/identity/index.ts';
import { createHttpRegister, createRegisterSimulator, registerSettings, type PopulationRegister, type RegisteredPerson, type RegisterSimulator } from '#modules/population/index.ts';
import type { Config } from './config.ts';

export const populationSimulatorPath = '/mo-phong/dan-cu';

export type PopulationParts = {
  /** Null where no register is connected: officers ask for papers. */
  readonly register: PopulationRegister | null;
  /** In demonstration mode, when the configuration names no register. */
  readonly simulator: RegisterSimulator | null;
};

/** The population register of the configuration; in demonstration mode a simulator below our own address. */
export function openPopulation(config: Config, baseUrl: string): PopulationParts {
  if (config.POPULATION_REGISTER !== null) return { register: createHttpRegister(registerSettings.parse(config.POPULATION_REGISTER)), simulator: null };
  if (!config.demo) return { register: null, simulator: null };
  const settings = { url: `${baseUrl}${populationSimulatorPath}`, token: randomBytes(24).toString('base64url') };
  return { register: createHttpRegister(settings), simulator: createRegisterSimulator({ demo: config.demo, settings, people: registeredCitizens() }) };
}

/** The fictional citizens as the register would hold them. */
function registeredCitizens(): RegisteredPerson[] {
  return mockCitizens.flatMap(({ personalNumber, fullName, birthDate, address }) =>
    personalNumber === null ? [] : [{ personalId: personalNumber, fullName, birthDate: birthDate.split('/').reverse().join('-'), residence: address ?? '' }],
  );
}
