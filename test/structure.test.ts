import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** Rooms from the front door down: a room may import those below it, and itself. */
const floors: readonly (readonly string[])[] = [
  ['main', 'embed'],
  ['cli'],
  ['gateway', 'simulation'],
  ['transport'],
  ['resolvers'],
  ['cluster'],
  ['agent'],
  ['normalise', 'upstream', 'process'],
  ['observing'],
  ['config', 'log', 'meters', 'package', 'generated'],
  ['errors', 'settings'],
];

/** The sandbox stands beside the house, and few know where its door is; explorer and client kit run in browsers. */
const apart = ['sandbox', 'explorer', 'client'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** `import()`. */
  readonly isLazy: boolean;
}

function room(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function floorOf(file: string): number {
  return floors.findIndex((rooms) => rooms.includes(room(file)));
}

// What is generated names our types, which is no import of ours.
const files = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.startsWith('generated/'));

const imports: readonly Import[] = files.flatMap((from) =>
  [
    ...readFileSync(join(root, from), 'utf8').matchAll(
      /(?:^(?:import|export)\b([^;]*?)\bfrom |\bimport\()'(\.[^']+)'/gms,
    ),
  ].map(([, what, target = '']) => ({
    from,
    to: normalize(join(dirname(from), target)),
    typeOnly: /^\s+type\s/.test(what ?? ''),
    isLazy: what === undefined,
  })),
);

/** A path of imports that comes back to where it began; null when there is none. */
function cycle(): readonly string[] | null {
  const done = new Set<string>();
  function visit(file: string, path: readonly string[]): readonly string[] | null {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const { to } of imports.filter(({ from, typeOnly }) => from === file && !typeOnly)) {
      const found = visit(to, [...path, file]);
      if (found !== null) return found;
    }
    done.add(file);
    return null;
  }
  for (const file of files) {
    const found = visit(file, []);
    if (found !== null) return found;
  }
  return null;
}

const say = ({ from, to }: Import): string => `src/${from} imports src/${to}`;

describe('the house (see docs/architecture.md)', () => {
  it('has files and imports to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('has no room that nobody planned: add it to `floors` in this test, with the reason in the commit', () => {
    expect([...new Set(files.map(room))].filter((name) => ![...floors.flat(), ...apart].includes(name))).toEqual([]);
  });

  it('imports downwards only: what a room needs from above is handed to it as an argument', () => {
    const upwards = imports.filter(
      ({ from, to }) =>
        floorOf(from) >= 0 && floorOf(to) >= 0 && room(from) !== room(to) && floorOf(from) >= floorOf(to),
    );
    expect(upwards.map(say)).toEqual([]);
  });

  it('keeps the sandbox an honest upstream: it imports nothing of the gateway, and is started by its door alone', () => {
    const outwards = imports.filter(({ from, to }) => room(from) === 'sandbox' && room(to) !== 'sandbox');
    const inwards = imports.filter(({ from, to }) => room(from) !== 'sandbox' && room(to) === 'sandbox');
    expect(outwards.map(say)).toEqual([]);
    expect(new Set(inwards.map(({ to }) => to))).toEqual(new Set(['sandbox/sandbox.ts']));
    const known = inwards.map(({ from }) => from).filter((from) => room(from) !== 'simulation');
    expect([...new Set(known)].toSorted()).toEqual(['cli/doctor.ts', 'cli/sandbox.ts', 'cli/serve.ts', 'gateway.ts']);
    // A gateway over a real upstream starts without it.
    const atOnce = inwards.filter(({ from, typeOnly, isLazy }) => /serve|gateway/.test(from) && !typeOnly && !isLazy);
    expect(atOnce.map(say)).toEqual([]);
  });

  it('loads a command only when it is asked for, and the simulation with its command', () => {
    const commands = imports.filter(({ from, to }) => from === 'cli/program.ts' && room(to) === 'cli');
    expect(commands.filter(({ isLazy }) => !isLazy).map(say)).toEqual([]);
    expect(commands.length).toBeGreaterThan(3);
    const players = imports.filter(({ from, to }) => room(from) !== 'simulation' && room(to) === 'simulation');
    expect(new Set(players.map(({ from }) => from))).toEqual(new Set(['cli/simulate.ts']));
  });

  it.each(['explorer', 'client'])(
    "keeps %s a browser's program: it and the rest import nothing of each other",
    (name) => {
      expect(imports.filter(({ from, to }) => (room(from) === name) !== (room(to) === name)).map(say)).toEqual([]);
    },
  );

  it('has no import cycle: two files that need each other are one topic, or need a third', () => {
    expect(cycle()).toBeNull();
  });

  it('imports zod as a namespace: by its name `z` a bundle gets all of it, twice as much code', () => {
    const whole = files.filter((file) =>
      /^import (?!\* as z |type )[^;]*'zod';/m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(whole).toEqual([]);
  });

  it('has files of one topic: 250 lines at most; split by topic, not by length', () => {
    const long = files.map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n').length - 1] as const);
    expect(long.filter(([, lines]) => lines > 250)).toEqual([]);
  });
});
