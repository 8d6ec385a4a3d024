import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { executablePath, noteIfSkipped, patience, unhurried } from './browser.ts';
import { basicOf, explorerPerTest, responseWith, run, setPane, waitForText } from './explorer-page.ts';

noteIfSkipped('test/browser/explorer-timeline.test.ts');

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('complementary', { name: 'Timeline' }).getByRole('button', { name });
const entries = (page: Page): Locator => page.getByRole('option');
const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();

/** Waits until each of these is in an entry. */
async function waitForEntries(page: Page, ...words: readonly (string | RegExp)[]): Promise<void> {
  for (const hasText of words) await entries(page).filter({ hasText }).first().waitFor(patience);
}

const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.textContent');

/** What is sent over the page's sockets, from now on. */
function sentFrames(page: Page): readonly string[] {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push(String(payload)));
  });
  return frames;
}

describe.skipIf(executablePath === null)('the timeline', unhurried, () => {
  const explorer = explorerPerTest();

  it('goes on whatever tab is in front: one window is enough to act and to see', async () => {
    const page = await explorer().open();
    await button(page, 'Watch').click();
    await waitForEntries(page, 'Watching as agent1.', /SessionsSnapshot.*SUBSCRIBED, 2 sessions/);
    await tab(page, 'removeParticipant');
    await run(page);
    await responseWith(page, '"CONFIRMED"');
    await waitForEntries(
      page,
      /MessageAdded.*0002EaAY01MT0082 notice: PARTICIPANT_REMOVED/,
      /ParticipantsChanged.*0002EaAY01MT0082 SecondAgent left/,
    );
    // Newest first, so what came first is last.
    expect(await entries(page).last().textContent()).toContain('Watching');

    await button(page, 'Stop').click();
    await waitForEntries(page, 'Stopped.');
    await page.getByRole('status').getByText('not running').waitFor(patience);
    expect(explorer().complaints).toEqual([]);
  });

  it('is gone through by the keyboard: one stop for Tab, arrows inside, Enter for the whole event, Escape to close', async () => {
    const page = await explorer().open();
    await button(page, 'Watch').focus();
    await page.keyboard.press('Enter');
    await waitForEntries(page, 'SessionsSnapshot');
    await button(page, 'Clear').focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('Connection payload');
    await page.keyboard.press('Tab');
    const newest = await focused(page);
    expect(await page.evaluate<string>('document.activeElement.role')).toBe('option');
    await page.keyboard.press('End');
    expect(await focused(page)).toContain('Watching');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toContain('SessionsSnapshot');
    await page.keyboard.press('Enter');
    const event = page.getByRole('region', { name: 'Event' });
    await event.getByText('"mayHaveMissedEvents": false').waitFor(patience);
    expect(await page.getByRole('option', { selected: true }).allTextContents()).toEqual([
      expect.stringContaining('SessionsSnapshot'),
    ]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Resume from here');
    await page.keyboard.press('Escape');
    await event.waitFor({ state: 'detached', ...patience });
    expect(newest).not.toBe('');
  });

  it('resumes from any event: what came after it comes again, and nothing else', async () => {
    const page = await explorer().open();
    const frames = sentFrames(page);
    await button(page, 'Watch').click();
    await waitForEntries(page, 'SUBSCRIBED');
    await tab(page, 'removeParticipant');
    await run(page);
    await waitForEntries(page, 'PARTICIPANT_REMOVED', 'SecondAgent left');
    await entries(page).filter({ hasText: 'PARTICIPANT_REMOVED' }).click();
    const whole = await page.getByLabel('The whole event').textContent();
    const cursor = /"cursor": "([^"]+)"/.exec(whole ?? '')?.[1] ?? '';
    expect(cursor).not.toBe('');
    await button(page, 'Resume from here').click();
    await waitForEntries(page, 'Going on after an earlier event as agent1.');
    await expect.poll(() => entries(page).filter({ hasText: 'SecondAgent left' }).count(), patience).toBe(2);
    expect(await entries(page).filter({ hasText: 'PARTICIPANT_REMOVED' }).count()).toBe(1);
    expect(await entries(page).filter({ hasText: 'SessionsSnapshot' }).count()).toBe(1);
    const afters = frames.flatMap((frame) => /"after":(null|"[^"]*")/.exec(frame)?.[1] ?? []);
    expect(afters).toEqual(['null', JSON.stringify(cursor)]);
  });

  it('waits while it is paused, counts what is new, and can be cleared', async () => {
    const page = await explorer().open();
    await button(page, 'Watch').click();
    await waitForEntries(page, 'SUBSCRIBED');
    await button(page, 'Pause').click();
    const before = await entries(page).allTextContents();
    await tab(page, 'removeParticipant');
    await run(page);
    await button(page, /^Pause \(\d+ newer\)$/).waitFor(patience);
    expect(await entries(page).allTextContents()).toEqual(before);
    await button(page, /^Pause/).click();
    await waitForEntries(page, 'PARTICIPANT_REMOVED');
    await button(page, 'Stop').click();
    await button(page, 'Clear').click();
    await page.getByText('Nothing yet.').waitFor(patience);
    expect(await entries(page).count()).toBe(0);
  });

  it("shows a tab's subscription too, marks what may be lost, and tells why it ended", async () => {
    const page = await explorer().open();
    await setPane(page, 'variables.json', '{ "after": "of another run" }');
    await run(page);
    await waitForEntries(page, 'A tab has subscribed as agent1.');
    const loss = entries(page).filter({ hasText: 'Events may be missing: CURSOR_EXPIRED, 2 sessions' });
    await loss.waitFor(patience);
    expect(await loss.getAttribute('data-mark')).toBe('loss');
    await tab(page, 'me');
    await waitForEntries(page, 'Stopped.');

    await button(page, 'Watch').click();
    await waitForEntries(page, 'Watching as agent1.');
    await page.getByRole('button', { name: 'agent2' }).click();
    await waitForEntries(page, 'the credentials of this tab have changed');
    await button(page, 'Watch').click();
    await waitForEntries(page, 'Watching as agent2.');
    await expect.poll(() => entries(page).first().textContent(), patience).toMatch(/SUBSCRIBED|0084/);
    // Another tab of the same user is no change of credentials.
    await tab(page, 'sendMessage');
    await waitForText(page, 'operation.graphql', 'mutation sendMessage');
    await page
      .getByRole('status')
      .getByText(/^running$/)
      .waitFor(patience);
  });

  it('lets the connection payload be read and written, says what is wrong with it, and keeps none of it', async () => {
    const page = await explorer().open();
    const frames = sentFrames(page);
    const payload = page.getByLabel(/connection_init/);
    await page.getByText('Connection payload: from the Headers pane').click();
    await expect.poll(() => payload.inputValue(), patience).toContain(`Basic ${basicOf('agent1')}`);
    await page.getByRole('button', { name: 'agent2' }).click();
    await expect.poll(() => payload.inputValue(), patience).toContain(`Basic ${basicOf('agent2')}`);

    await payload.fill('{ "headers": ');
    await page.getByRole('alert').getByText('The connection payload is no JSON').waitFor(patience);
    expect(await payload.getAttribute('aria-invalid')).toBe('true');
    await button(page, 'Watch').click();
    await waitForEntries(page, 'The connection payload is no JSON');
    await run(page);
    await responseWith(page, 'The connection payload is no JSON');
    expect(frames).toEqual([]);

    // The supervisor's, whatever the headers say.
    const own = { headers: { Authorization: `Basic ${basicOf('supervisor')}` }, desk: 'mine' };
    await payload.fill(JSON.stringify(own));
    await page.getByText('Connection payload: your own').waitFor(patience);
    await button(page, 'Watch').click();
    await waitForEntries(page, 'Watching as supervisor.', 'SUBSCRIBED, 0 sessions');
    expect(JSON.parse(frames[0] ?? '')).toEqual({ type: 'connection_init', payload: own });
    await setPane(page, 'operation.graphql', '# written\n{ me { id } }');
    const kept = (): Promise<string> => page.evaluate<string>('JSON.stringify(localStorage)');
    await expect.poll(kept, patience).toContain('# written');
    expect(await kept()).not.toContain(basicOf('supervisor'));
    expect(await kept()).not.toMatch(/Basic|Authorization/);

    await button(page, 'Take it from the Headers pane').click();
    await waitForEntries(page, 'the credentials of this tab have changed');
    await expect.poll(() => payload.inputValue(), patience).toContain(`Basic ${basicOf('agent2')}`);
  });

  it('stands below the IDE in narrow windows, closed until somebody asks', async () => {
    const { context, url } = explorer();
    const page = await context.newPage();
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(url);
    const toggle = button(page, 'Timeline');
    await toggle.waitFor(patience);
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    await toggle.focus();
    await page.keyboard.press('Enter');
    await button(page, 'Watch').click();
    await waitForEntries(page, 'SUBSCRIBED');
    const list = await page.getByRole('listbox').boundingBox();
    expect(list?.width).toBeGreaterThan(300);
    expect(list?.height).toBeGreaterThan(200);
    // Nothing is wider than the window.
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  });
});
