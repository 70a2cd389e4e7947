import type { Actor } from '#platform/access/actor.ts';

declare module 'fastify' {
  // Fastify's own interfaces can only be extended by merging.
  interface FastifyRequest {
    /** Who calls; set before any handler runs. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** A permission of a module's policy, or one of the words below. Boot fails on a route without it. */
    permission?: string;
  }
}
