import { expect, it, onTestFinished } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { blocksOf } from './markdown.ts';
import { at, lacks, shell } from './shell.ts';

it.skipIf(lacks('the command of docs/recipes.md', 'curl'))(
  'the printed curl command shows a stream that begins with a snapshot',
  async () => {
    const gateway = await startGateway();
    onTestFinished(() => gateway.close());
    const command = blocksOf('docs/recipes.md').find(
      ({ heading, language }) => heading === 'curl' && language === 'sh',
    );
    // It goes on for ever; its reader ends it, and so does the end of the first event here.
    const output = await shell(`(${at(gateway.url, command?.text ?? 'false')}) 2>/dev/null | sed '/^data:/q'`);
    expect(output).toMatch(/^event: next\nid: \S+\ndata: .*"__typename":"SessionsSnapshot"/m);
  },
);
