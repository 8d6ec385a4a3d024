import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, executablePath, noteIfSkipped, patience, unhurried } from './browser.ts';
import { explorerPerTest } from './explorer-page.ts';

noteIfSkipped('test/browser/explorer-access.test.ts');

/** What axe-core has against our own parts of the page; GraphiQL's are not ours to judge. */
async function violations(page: Page, ...parts: readonly string[]): Promise<readonly string[]> {
  const include = JSON.stringify(parts.map((part) => [part]));
  const found = await page.evaluate<AxeResults['violations']>(
    `axe.run({ include: ${include} }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

describe.skipIf(executablePath === null).each(['light', 'dark'] as const)('in %s colours', unhurried, (colorScheme) => {
  // The page's own policy forbids to run what it did not bring.
  const explorer = explorerPerTest({ colorScheme, bypassCSP: true, viewport: { width: 1440, height: 900 } });

  it('the bar, the examples and the filled timeline are accessible, as axe-core checks it', async () => {
    const page = await explorer().open();
    await page.evaluate(axe);
    expect(await violations(page, '.sandbox-bar', '.timeline')).toEqual([]);

    const timeline = page.getByRole('complementary', { name: 'Timeline' });
    await timeline.getByText('Connection payload: from the Headers pane').click();
    const payload = page.getByLabel(/connection_init/);
    const derived = await payload.inputValue();
    await payload.fill('{');
    await timeline.getByRole('button', { name: 'Watch' }).click();
    await payload.fill(derived);
    await timeline.getByRole('button', { name: 'Watch' }).click();
    await page.getByRole('option').filter({ hasText: 'SUBSCRIBED' }).click();
    await page.getByRole('region', { name: 'Event' }).waitFor(patience);
    await timeline.getByRole('button', { name: 'Pause' }).click();
    await payload.fill('{');
    await page.getByRole('alert').getByText('no JSON').waitFor(patience);
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.getByRole('region', { name: 'Contact centre' }).waitFor(patience);
    expect(await violations(page, '.sandbox-bar', '.timeline', '.examples')).toEqual([]);
  });

  it('the colours of every mark can be read', async () => {
    const page = await explorer().open();
    await page.evaluate(axe);
    await page.getByRole('button', { name: 'Watch' }).click();
    await page.getByRole('option').filter({ hasText: 'SUBSCRIBED' }).waitFor(patience);
    // The rare ones, put where the stylesheet finds them.
    for (const mark of ['loss', 'trouble', 'ending', 'well']) {
      await page.evaluate(`document.querySelector('.timeline-list li').dataset.mark = '${mark}'`);
      expect(await violations(page, '.timeline')).toEqual([]);
    }
  });
});
