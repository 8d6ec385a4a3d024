import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { typeDefs } from './sdl.mjs';

const app = fastify();
await app.register(mercurius, { schema: typeDefs, jit: 1 });
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
