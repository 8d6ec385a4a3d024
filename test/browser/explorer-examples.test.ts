import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { executablePath, noteIfSkipped, patience, unhurried } from './browser.ts';
import { explorerPerTest, paneText, responseWith, run, setPane, waitForText } from './explorer-page.ts';

noteIfSkipped('test/browser/explorer-examples.test.ts');

const titles = (page: Page): Promise<readonly string[]> =>
  page.locator('[id^="graphiql-session-tab-"]').allTextContents();

describe.skipIf(executablePath === null)('the pane of examples', unhurried, () => {
  const explorer = explorerPerTest();

  it('opens an example in a tab by the keyboard, with the headers in use, once', async () => {
    const page = await explorer().open();
    const first = await titles(page);
    await page.getByRole('button', { name: 'agent2' }).click();
    await page.getByRole('button', { name: 'agent1' }).click();
    await page.getByRole('button', { name: 'Show Examples' }).click();
    for (const name of ['Watching', 'Reading', 'Taking part', 'Consulting', 'Talking', 'Properties', 'Contact centre'])
      await page.getByRole('region', { name }).waitFor(patience);

    const headers = (await paneText(page, 'request-headers.json')).replace('{', '{ "ContactCenterId": "cc",');
    await setPane(page, 'request-headers.json', headers);
    await page.getByRole('button', { name: /^setTyping / }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(/^addComment /);
    await page.keyboard.press('Enter');
    await waitForText(page, 'operation.graphql', 'mutation addComment($input: AddCommentInput!)');
    await waitForText(page, 'variables.json', 'Wants to be called back.');
    await waitForText(page, 'request-headers.json', '"ContactCenterId": "cc"', 'Basic');
    expect(await titles(page)).toEqual([...first, 'addComment']);
    await run(page);
    expect(await responseWith(page, '"outcome"')).toMatchObject({ data: { addComment: { outcome: 'CONFIRMED' } } });

    // What is open already comes to the front.
    await page.getByRole('button', { name: /^removeParticipant / }).click();
    await waitForText(page, 'operation.graphql', 'mutation removeParticipant');
    await page.getByRole('button', { name: /^addComment / }).click();
    await waitForText(page, 'operation.graphql', 'mutation addComment');
    expect(await titles(page)).toEqual([...first, 'addComment']);
    // The headers that went along were not written down.
    const kept = (): Promise<string> => page.evaluate<string>('JSON.stringify(localStorage)');
    await expect.poll(kept, patience).toContain('Wants to be called back.');
    expect(await kept()).not.toMatch(/Basic|Authorization/);
    expect(explorer().complaints).toEqual([]);
  });

  it('ends the subscription of the tab that it leaves, whose results would else be shown in the new tab', async () => {
    const page = await explorer().open();
    await run(page);
    await responseWith(page, '"SessionsSnapshot"');
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.getByRole('button', { name: /^node / }).click();
    await waitForText(page, 'operation.graphql', 'query node');
    await page.getByRole('option').filter({ hasText: 'Stopped.' }).waitFor(patience);
    expect(await paneText(page, 'response.json')).toBe('');
  });
});
