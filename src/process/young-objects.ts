import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make new objects among the young, all of them. From what outlives the first small collections, requests under way as the
 * process warms up, it concludes that such objects live long, and from then on makes them among the old: there each keeps its whole
 * request until the next collection of all the heap, and those between copy it twice for nothing.
 *
 * To be called when the program is loaded: code that was compiled under other flags is not taken from a cache, neither Node's nor ours.
 * Holds for the process, so it is for the program to say and not for the gateway, which others embed.
 */
export function keepObjectsYoung(): void {
  flushCompileCache();
  setFlagsFromString('--no-allocation-site-pretenuring');
}
