import { describe, expect, it } from 'vitest';
import { executablePath, noteIfSkipped, patience, unhurried } from './browser.ts';
import {
  basicOf,
  explorerPerTest,
  lintErrors,
  paneText,
  responseWith,
  run,
  setPane,
  waitForText,
} from './explorer-page.ts';

noteIfSkipped('test/browser/explorer.test.ts');

describe.skipIf(executablePath === null)('the explorer in a browser', unhurried, () => {
  const explorer = explorerPerTest();

  it('shows the example tabs, the schema and the sandbox users, and keeps edits but no credentials', async () => {
    const page = await explorer().open();
    const titles = ['sessionEvents', 'me', 'removeParticipant', 'startConsultation', 'sendMessage', 'acceptSession'];
    expect(await page.locator('[id^="graphiql-session-tab-"]').allTextContents()).toEqual(titles);

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'SessionEvent', exact: true }).waitFor();

    // The example is clean: a fault put in is found, and with the fault taken out no error remains.
    const example = await paneText(page, 'operation.graphql');
    await setPane(page, 'operation.graphql', example.replace('mayHaveMissedEvents', 'noSuchField'));
    await expect.poll(() => lintErrors(page), patience).toEqual([expect.stringContaining('noSuchField')]);
    await setPane(page, 'operation.graphql', example);
    await expect.poll(() => lintErrors(page), patience).toEqual([]);

    expect(JSON.parse(await paneText(page, 'request-headers.json'))).toEqual({
      Authorization: `Basic ${basicOf('agent1')}`,
    });
    await page.getByRole('button', { name: 'agent2' }).click();
    await waitForText(page, 'request-headers.json', basicOf('agent2'));

    // The tabs are kept in the browser, the credentials are not.
    await setPane(page, 'operation.graphql', `# mine\n${example}`);
    const kept = (): Promise<string> => page.evaluate<string>('JSON.stringify(localStorage)');
    await expect.poll(kept, patience).toContain('# mine');
    expect(await kept()).not.toMatch(/Basic|sandbox-agent/);
    await page.reload();
    await waitForText(page, 'operation.graphql', '# mine');
    await waitForText(page, 'request-headers.json', basicOf('agent1'));

    expect(explorer().complaints).toEqual([]);
  });

  it('acts as the chosen sandbox user in every tab, and leaves other headers and other credentials alone', async () => {
    const page = await explorer().open();
    const tab = (name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
    const headersHold = (...words: readonly string[]): Promise<void> =>
      waitForText(page, 'request-headers.json', ...words);
    // GraphiQL takes an edit over into its tab a moment later; an edit made after it that is on disk shows that it has.
    const setHeaders = async (text: string, mark: string): Promise<void> => {
      await setPane(page, 'request-headers.json', text);
      await setPane(page, 'variables.json', `{ "${mark}": 1 }`);
      await expect.poll(() => page.evaluate<string>('JSON.stringify(localStorage)'), patience).toContain(mark);
    };

    await tab('me');
    await setHeaders(`{ "ContactCenterId": "cc", "Authorization": "Basic ${basicOf('agent1')}" }`, 'mark1');
    await tab('sendMessage');
    await setHeaders('{ "Authorization": "Bearer mine" }', 'mark2');
    await tab('acceptSession');
    await page.getByRole('button', { name: 'agent2' }).click();
    await headersHold(basicOf('agent2'));

    await tab('me');
    await headersHold(basicOf('agent2'), '"ContactCenterId": "cc"');
    await run(page);
    expect(await responseWith(page, '"me"')).toMatchObject({ data: { me: { userName: 'agent2' } } });
    await tab('sendMessage');
    await headersHold('Bearer mine');
    await page.getByRole('button', { name: 'New tab' }).click();
    await headersHold(basicOf('agent2'));
    expect(await page.getByRole('button', { pressed: true }).allTextContents()).toEqual([
      expect.stringContaining('agent2'),
    ]);
  });

  it('ends a subscription as soon as its tab names another user, and says so above what was shown', async () => {
    const page = await explorer().open();
    const opened = page.waitForEvent('websocket', patience);
    await run(page);
    await responseWith(page, '"SessionsSnapshot"', '0002EaAY01MT0083');
    const socket = await opened;
    const closed = socket.waitForEvent('close', patience);
    await page.getByRole('button', { name: 'agent2' }).click();
    await closed;
    expect(await responseWith(page, 'credentials of this tab have changed')).toMatchObject({
      earlier: [{ data: { sessionEvents: { __typename: 'SessionsSnapshot' } } }],
    });

    // Once more as that user: their events, and no others.
    await run(page);
    await responseWith(page, '"SessionsSnapshot"', '0002EaAY01MT0084');
    expect(await paneText(page, 'response.json')).not.toContain('0002EaAY01MT0083');
  });

  it('is reached by the keyboard in the order in which it is seen', async () => {
    const page = await explorer().open();
    const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.textContent');
    await page.evaluate('document.activeElement.blur()');
    for (const words of ['agent1', 'agent2', 'supervisor', 'Open a second window']) {
      await page.keyboard.press('Tab');
      expect(await focused()).toContain(words);
    }
  });

  it.each([
    [400, 'above'],
    [768, 'above'],
    [1280, 'beside'],
    [1440, 'beside'],
  ])('has room for the editor and the response at a width of %i pixels', async (width, expected) => {
    const page = await explorer().open();
    await page.setViewportSize({ width, height: 800 });
    const box = async (selector: string) => {
      const found = await page.locator(selector).boundingBox();
      if (found === null) throw new Error(`${selector} is not shown`);
      return found;
    };
    const editor = await box('.graphiql-editors');
    const response = await box('.graphiql-response');
    for (const { x, y, width: across, height } of [editor, response]) {
      expect(across).toBeGreaterThan(300);
      expect(height).toBeGreaterThan(200);
      expect(x + across).toBeLessThanOrEqual(width);
      expect(y + height).toBeLessThanOrEqual(800);
    }
    expect(editor.y + editor.height <= response.y ? 'above' : 'beside').toBe(expected);
  });

  it('streams events over the WebSocket while another page removes a participant, and asks no other host', async () => {
    const watcher = await explorer().open();
    await run(watcher);
    expect(await responseWith(watcher, '"SessionsSnapshot"')).toMatchObject({
      data: { sessionEvents: { __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED', mayHaveMissedEvents: false } },
    });

    // No waiting for editors here: whoever clicks as soon as there is something to click gets what they clicked.
    const actor = await explorer().context.newPage();
    await actor.goto(explorer().url);
    await actor.getByRole('tab', { name: 'removeParticipant' }).click();
    await run(actor);
    expect(await responseWith(actor, '"outcome"')).toMatchObject({
      data: {
        removeParticipant: {
          outcome: 'CONFIRMED',
          removed: { userId: 'e2c90c960d3d40c79684818983ceb314' },
          userErrors: [],
        },
      },
    });

    await responseWith(watcher, '"PARTICIPANT_REMOVED"', '"ParticipantsChanged"', '"SessionsSnapshot"');

    const { host } = new URL(explorer().url);
    expect(explorer().requested.filter((address) => address.protocol !== 'data:' && address.host !== host)).toEqual([]);
    expect(explorer().requested.map(({ protocol }) => protocol)).toContain('ws:');
    expect(explorer().complaints).toEqual([]);
  });

  it('says in words that credentials were refused, connects anew with others, and ends with Stop', async () => {
    const page = await explorer().open();
    const headers = await paneText(page, 'request-headers.json');
    await setPane(page, 'request-headers.json', '{}');
    await run(page);
    await responseWith(page, '4403', 'the credentials were refused');

    await setPane(page, 'request-headers.json', headers);
    const opened = page.waitForEvent('websocket', patience);
    await run(page);
    await responseWith(page, '"SessionsSnapshot"');
    const socket = await opened;
    const closed = socket.waitForEvent('close', patience);
    await page.getByRole('button', { name: /^Stop query/ }).click();
    await closed;
  });
});
