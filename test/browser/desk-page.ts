import type { Locator, Page } from 'playwright-core';

/** A pane of the agent desk, by what people see and press. */
export interface DeskPane {
  readonly region: Locator;
  readonly sessions: Locator;
  readonly session: Locator;
  readonly participants: Locator;
  readonly transcript: Locator;
  readonly message: Locator;
  readonly outcome: Locator;
  readonly button: (name: string | RegExp) => Locator;
  /** Logs in as a user of the sandbox. */
  readonly logIn: (userName: string) => Promise<void>;
  readonly open: (customer: string) => Promise<void>;
  readonly write: (text: string) => Promise<void>;
  /** The words of each entry of the transcript, in order, without the times. */
  readonly entries: () => Promise<readonly string[]>;
}

export function deskPane(page: Page, name: 'First desk' | 'Second desk'): DeskPane {
  const region = page.getByRole('region', { name });
  const button = (label: string | RegExp): Locator =>
    region.getByRole('button', typeof label === 'string' ? { name: label, exact: true } : { name: label });
  const sessions = region.getByRole('navigation', { name: 'Sessions' });
  const message = region.getByRole('textbox', { name: 'Message' });
  const transcript = region.getByRole('log', { name: 'Transcript' });
  return {
    region,
    sessions,
    session: region.getByRole('article'),
    participants: region.getByRole('list', { name: 'Participants' }),
    transcript,
    message,
    outcome: region.getByRole('status', { name: 'Outcome' }),
    button,
    async logIn(userName) {
      await button(userName).click();
      await region.getByRole('heading', { name: userName }).waitFor();
    },
    async open(customer) {
      await sessions.getByRole('button', { name: customer }).click();
    },
    async write(text) {
      await message.fill(text);
      await message.press('Enter');
    },
    entries: () => transcript.locator('.words').allInnerTexts(),
  };
}

/** The name or the words of what has the focus; nothing when nobody has. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(({ activeElement: element, body }) =>
    element === body ? '' : (element.getAttribute('aria-label') ?? element.textContent))(document)`);
}
