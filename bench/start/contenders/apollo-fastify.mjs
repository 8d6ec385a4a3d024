import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { typeDefs } from './sdl.mjs';

const app = fastify();
const apollo = new ApolloServer({ typeDefs, plugins: [fastifyApolloDrainPlugin(app)] });
await apollo.start();
app.post('/graphql', fastifyApolloHandler(apollo));
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
