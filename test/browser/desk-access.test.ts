import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, executablePath, noteIfSkipped, patience } from './browser.ts';
import { deskPane, focused } from './desk-page.ts';
import { setDeskStage } from './desk-stage.ts';
import { endsWith, shows } from './desk-waits.ts';

noteIfSkipped('test/browser/desk-access.test.ts');

/** What begins or ends beside the screen. */
function beyondTheEdge(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('#desk *')].flatMap((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < 0 || right > innerWidth ? [element.outerHTML.slice(0, 80)] : [];
  })`);
}

describe.skipIf(executablePath === null)('the agent desk for everyone', () => {
  const { openPage } = setDeskStage();

  it('is used by the keyboard alone: login, session, removal', async () => {
    const page = await openPage();
    const first = deskPane(page, 'First desk');
    const tabTo = async (words: string): Promise<void> => {
      for (let steps = 0; steps < 30; steps += 1) {
        if ((await focused(page)).includes(words)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach '${words}'.`);
    };
    await first.button('agent1').waitFor();
    await tabTo('agent1');
    await page.keyboard.press('Enter');
    await first.sessions.getByRole('button', { name: 'VitaliyOnv' }).waitFor(patience);
    await tabTo('VitaliyOnv');
    await page.keyboard.press('Enter');
    await first.transcript.waitFor(patience);
    await tabTo('Remove SecondAgent');
    await page.keyboard.press('Enter');
    await shows(first, 'outcome', 'Removing SecondAgent: confirmed.');
    await tabTo('Message');
    await page.keyboard.type('Typed');
    await page.keyboard.press('Enter');
    await endsWith(first, 'Typed');
  });

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no barrier that axe knows of: %s, %i pixels wide', async (colorScheme, width) => {
    const page = await openPage({ colorScheme, viewport: { width, height: 844 } });
    await page.evaluate(axe);
    const barriers = () =>
      page.evaluate<readonly string[]>(
        'axe.run().then(({ passes, violations }) => passes.length < 10 ? ["axe looked at nothing"] : violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + " " + html)))',
      );
    const pane = deskPane(page, 'First desk');
    await pane.button('agent1').waitFor();
    expect(await barriers()).toEqual([]);
    await pane.logIn('agent1');
    expect(await barriers()).toEqual([]);
    await pane.open('VitaliyOnv');
    for (const panel of ['Consult', 'Wrap-up', /^User data/]) {
      await pane.button(panel).click();
      expect(await barriers()).toEqual([]);
      expect(await beyondTheEdge(page)).toEqual([]);
    }
    await pane.button('Remove SecondAgent').click();
    await shows(pane, 'outcome', 'confirmed');
    await pane.button('Cut the network').click();
    expect(await barriers()).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('shows one desk at a time on a phone', async () => {
    const page = await openPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    const [first, second] = [deskPane(page, 'First desk'), deskPane(page, 'Second desk')];
    await first.logIn('agent1');
    await first.open('VitaliyOnv');
    expect(await first.sessions.isVisible()).toBe(false);
    await first.button(/Sessions/).click();
    expect(await first.sessions.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Second desk' }).click();
    expect(await first.region.isVisible()).toBe(false);
    expect(await second.button('agent2').isVisible()).toBe(true);
  });
});
