import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { warnOfFewDescriptors } from '../../src/cli/faults.ts';
import { createDescriptorWatch, descriptorLimit } from '../../src/process/descriptors.ts';
import { tellFaults } from '../../src/process/faults.ts';
import { afterCollections, heapInUse } from '../../src/process/heap.ts';
import { startHeartbeat, type Beat } from '../../src/process/heartbeat.ts';
import { recordingLog } from '../support/gateway.ts';

function told(beat: Beat): readonly string[] {
  const log = recordingLog();
  tellFaults(beat, log);
  return log.lines.map(({ level, message, fields }) => `${level} ${message} ${JSON.stringify(fields)}`);
}

describe('what is read off the clocks', () => {
  it.each<[Beat, readonly string[]]>([
    [{ late: 3, worked: 100, moved: 0 }, []],
    [{ late: 999, worked: 999, moved: -999 }, []],
    [
      { late: 1500.4, worked: 1400, moved: 2 },
      ['error the event loop stood still: one piece of work took all that time {"milliseconds":1500,"worked":1400}'],
    ],
    [
      { late: 3000, worked: 12, moved: 0 },
      [
        'error the event loop stood still: the process was stopped, or its machine gave it no time {"milliseconds":3000,"worked":12}',
      ],
    ],
    [
      { late: 0, worked: 1, moved: -3_600_000 },
      ['warn the clock was set: times in logs and events have a gap there {"milliseconds":-3600000}'],
    ],
  ])('%j', (beat, lines) => {
    expect(told(beat)).toEqual(lines);
  });

  it('comes from the clocks, ten times a second', async () => {
    const beats: Beat[] = [];
    const stop = startHeartbeat((beat) => beats.push(beat));
    onTestFinished(stop);
    await expect.poll(() => beats.length, { timeout: 5000 }).toBeGreaterThan(2);
    // By processor time: others may be at work on this machine.
    const before = process.cpuUsage();
    while (process.cpuUsage(before).user < 400_000);
    await expect.poll(() => beats.some(({ late, worked }) => late > 250 && worked > 250), { timeout: 5000 }).toBe(true);
    stop();
    const seen = beats.length;
    await later(250);
    expect(beats.length).toBe(seen);
  });
});

describe('file descriptors', () => {
  it('are told when they are nearly and when they are all in use, each once', () => {
    const log = recordingLog();
    let found: number | 'none' = 10;
    const look = createDescriptorWatch(log, 100, () => found);
    for (found of [10, 89, 90, 95, 'none', 'none', 92, 20, 20] as const) look();
    expect(log.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'warn nearly out of file descriptors (ulimit -n)',
      'error out of file descriptors: connections are cut and the upstream cannot be called (ulimit -n)',
      'warn nearly out of file descriptors (ulimit -n)',
      'warn there are file descriptors again',
    ]);
    expect(log.lines[0]?.fields).toEqual({ limit: 100 });
  });

  it.skipIf(process.platform !== 'linux')('have a limit, of which this process has used little', () => {
    expect(descriptorLimit()).toBeGreaterThan(100);
    const log = recordingLog();
    createDescriptorWatch(log)();
    expect(log.lines).toEqual([]);
  });

  it('are too few at the start where the settings allow more', () => {
    const log = recordingLog();
    const settings = { MAX_CONNECTIONS: 1000, MAX_LINKS: 100 };
    for (const limit of [null, 1300, 1299]) warnOfFewDescriptors(settings, log, limit);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'fewer file descriptors than MAX_CONNECTIONS and MAX_LINKS may need: raise the limit (ulimit -n)',
        fields: { limit: 1299, wanted: 1300, ...settings },
      },
    ]);
  });
});

describe('the heap', () => {
  it('is looked at after it was collected', async () => {
    let looks = 0;
    const stop = afterCollections(() => {
      looks += 1;
    });
    onTestFinished(stop);
    // Garbage that outlives the small collections.
    const held: unknown[][] = [];
    await expect
      .poll(
        () => {
          held.push(Array.from({ length: 200_000 }, (_, index) => ({ index })));
          if (held.length > 5) held.length = 0;
          return looks;
        },
        { timeout: 20_000, interval: 5 },
      )
      .toBeGreaterThan(0);
    expect(heapInUse()).toBeGreaterThan(0);
    expect(heapInUse()).toBeLessThan(0.8);
  });
});
