export { auditActions } from './audit.ts';
export { terms } from './glossary.ts';
export { createHttpRegister, registerSettings } from './http-register.ts';
export { messages } from './messages.ts';
export type { PopulationRegister } from './model.ts';
export { permissions } from './policy.ts';
export { createRegisterSimulator, type RegisteredPerson, type RegisterSimulator } from './simulator.ts';
