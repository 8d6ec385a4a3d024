import { startChild, type Child } from '../harness/child.ts';
import type { Cores } from '../harness/cores.ts';
import { checkLength, checkRaw, checkSocketEvent, checkStreamEvent, type Check } from '../subscribers/checks.ts';
import { deskDocument } from '../subscribers/document.ts';
import { openEventStream } from '../subscribers/event-stream.ts';
import { openSocket } from '../subscribers/socket.ts';
import { openWatchers, type Watchers } from '../subscribers/watchers.ts';
import { startBayeuxUpstream, type BayeuxUpstream } from '../upstream/bayeux.ts';

export type ContenderName = 'relay' | 'ready frame' | 'gws-graphql' | 'graphql-ws, execute' | 'mercurius' | 'yoga, SSE';

/** A contender with an upstream and subscribers of its own. */
export interface Watched {
  readonly name: ContenderName;
  readonly child: Child;
  readonly watchers: Watchers;
  /** What went wrong, each with the contender's name. */
  wrong(): readonly string[];
  stop(): Promise<void>;
}

const files: Readonly<Record<ContenderName, string>> = {
  relay: 'relay.ts',
  'ready frame': 'ready-frame.ts',
  'gws-graphql': 'gateway.ts',
  'graphql-ws, execute': 'graphql-ws.ts',
  mercurius: 'mercurius.ts',
  'yoga, SSE': 'yoga.ts',
};

export interface WatchOptions {
  readonly agents: number;
  readonly tabs: number;
  readonly sample: number;
  /** Of a ready frame. */
  readonly bytes?: number;
  readonly nodeOptions?: readonly string[];
}

/** Starts it in a process of its own. @param options what it is given besides its upstream */
export function startContender(
  name: ContenderName,
  upstream: BayeuxUpstream,
  cores: Cores,
  options: object = {},
  nodeOptions: readonly string[] = [],
): Promise<Child> {
  const file = new URL(files[name], import.meta.url);
  return startChild(file, { base: upstream.base, ...options }, cores.contender, nodeOptions);
}

/** Starts it and brings its subscribers up. */
export async function startWatched(name: ContenderName, cores: Cores, options: WatchOptions): Promise<Watched> {
  const { agents, tabs, sample, bytes = 0 } = options;
  const upstream = await startBayeuxUpstream('seed');
  const child = await startContender(name, upstream, cores, { bytes }, options.nodeOptions);
  const watchers = await openWatchers({
    upstream,
    url: child.url,
    open: name === 'yoga, SSE' ? openEventStream : openSocket,
    query: name === 'relay' || name === 'ready frame' ? null : deskDocument,
    check: checkOf(name, upstream.entries, bytes),
    agents,
    tabs,
    sample,
  });
  return {
    name,
    child,
    watchers,
    wrong: () => [...new Set([...watchers.wrong, ...upstream.wrong])].map((what) => `${name}: ${what}`),
    async stop() {
      watchers.close();
      await child.stop();
      await upstream.close();
    },
  };
}

function checkOf(name: ContenderName, entries: number, bytes: number): Check {
  if (name === 'relay') return checkRaw(entries);
  if (name === 'ready frame') return checkLength(bytes);
  return name === 'yoga, SSE' ? checkStreamEvent(entries) : checkSocketEvent(entries);
}
