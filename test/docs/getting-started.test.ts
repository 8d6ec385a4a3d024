import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { run } from '../support/process.ts';
import { blocksOf, exists, rootDirectory, type Block } from './markdown.ts';
import { at, environment, lacks, pattern, shell } from './shell.ts';

const blocks = blocksOf('docs/getting-started.md');
const [removing, typed] = [0, 1].map((part) => {
  const headings = [...new Set(blocks.map(({ heading }) => heading))];
  return blocks.filter(({ heading }) => heading === headings[part]);
});

const commandsIn = (part: readonly Block[] | undefined): readonly Block[] =>
  part?.filter(({ language }) => language === 'sh') ?? [];
const printedIn = (part: readonly Block[] | undefined): readonly Block[] =>
  part?.filter(({ language, file }) => file === null && language !== 'sh') ?? [];

/** What `npm start` runs. */
async function startProcess(): Promise<{ readonly url: string; readonly greeting: string }> {
  const gateway = run('src/main.ts', { PORT: '0' });
  onTestFinished(async () => {
    gateway.process.kill();
    await gateway.ended;
  });
  const greeting = (await gateway.line()) ?? '';
  return { url: /http:\S+/.exec(greeting)?.[0] ?? '', greeting };
}

/** A program whose lines are read until those of a block have come, in their order; others may come between them. */
function watching(cwd: string): {
  readonly reads: (block: Block | undefined) => Promise<readonly string[]>;
  stop(): Promise<void>;
} {
  const child = spawn(process.execPath, ['watch.ts'], { cwd, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'close');
  };
  onTestFinished(stop);
  return {
    stop,
    async reads(block) {
      const wanted = block?.text.trimEnd().split('\n') ?? [];
      const seen: string[] = [];
      const tooLong = setTimeout(() => child.kill(), 20_000);
      while (wanted.length > 0) {
        const { value, done } = await lines.next();
        if (done === true)
          throw new Error(`The program has ended, or said nothing of ${wanted[0]}: ${seen.join('\n')}`);
        seen.push(value);
        if (pattern(wanted[0] ?? '').test(value)) wanted.shift();
      }
      clearTimeout(tooLong);
      return seen;
    },
  };
}

const without = lacks('docs/getting-started.md', 'curl', 'npm');

it.skipIf(without)('the removal: started, it greets as printed, and the command answers as printed', async () => {
  const { url, greeting } = await startProcess();
  const [started, answer] = printedIn(removing);
  expect(`${greeting}\n`).toBe(at(url, started?.text ?? ''));
  const [install, remove] = commandsIn(removing);
  expect(install?.text).toBe('npm ci && npm start\n');
  expect(JSON.parse(await shell(at(url, remove?.text ?? '')))).toEqual(JSON.parse(answer?.text ?? ''));
});

it.skipIf(without)('the subscription: the page is followed in an empty directory', { timeout: 90_000 }, async () => {
  const { url } = await startProcess();
  const directory = mkdtempSync(`${tmpdir()}/getting-started-`);
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const [setUp, generate, write] = commandsIn(typed);
  const [atFirst, removed, written, afterwards] = printedIn(typed);

  // Installing would want the network. The packages are the same ones, so the project's own are lent; that all are among them is checked.
  const steps = setUp?.text.split('\n') ?? [];
  const installs = steps.filter((line) => line.startsWith('npm install'));
  const packages = installs.flatMap((line) =>
    line
      .split(' ')
      .slice(2)
      .filter((word) => !word.startsWith('-')),
  );
  expect(packages.length).toBeGreaterThan(5);
  expect(packages.filter((name) => !exists(`node_modules/${name}/package.json`))).toEqual([]);
  await shell(steps.filter((line) => !installs.includes(line)).join('\n'), directory);
  const project = `${directory}/my-desk`;
  symlinkSync(`${rootDirectory}node_modules`, `${project}/node_modules`);
  for (const { file, text } of typed ?? []) if (file !== null) writeFileSync(`${project}/${file}`, at(url, text));

  const [makeTypes, check, start] = generate?.text.trim().split('\n') ?? [];
  await shell(makeTypes ?? '', project);
  await shell(check ?? '', project);
  // "Try `event.left` in another case."
  const program = readFileSync(`${project}/watch.ts`, 'utf8');
  writeFileSync(`${project}/watch.ts`, program.replace('event.snapshotReason', 'event.left'));
  await expect(shell(check ?? '', project)).rejects.toMatchObject({
    stdout: expect.stringContaining("'left'") as string,
  });
  writeFileSync(`${project}/watch.ts`, program);
  expect(start).toBe('npx node watch.ts');
  const first = watching(project);
  await first.reads(atFirst);
  await shell(at(url, commandsIn(removing)[1]?.text ?? ''));
  await first.reads(removed);
  await first.stop();

  expect(JSON.parse(await shell(at(url, write?.text ?? '')))).toEqual(JSON.parse(written?.text ?? ''));
  const seen = await watching(project).reads(afterwards);
  expect(seen.join('\n')).not.toMatch(/SUBSCRIBED|CURSOR_EXPIRED/);
});
