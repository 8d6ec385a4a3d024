import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { talk } from '../gateway/operating.ts';
import { basic } from '../support/gateway.ts';
import { executablePath, noteIfSkipped, patience } from './browser.ts';
import { deskPane, focused } from './desk-page.ts';
import { setDeskStage } from './desk-stage.ts';
import { endsWith, shows } from './desk-waits.ts';

noteIfSkipped('test/browser/desk.test.ts');

/** What a page asks of the gateway with a user's login, from now on. */
function requestsOf(page: Page, userName: string): readonly Request[] {
  const login = basic(userName, `sandbox-${userName}`);
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (request.headers()['authorization'] === login) requests.push(request);
  });
  return requests;
}

describe.skipIf(executablePath === null)('the agent desk in a browser', () => {
  const { control, openPage, openBoth } = setDeskStage();

  it('shows both sides of a removal, and of the consultation that brings the agent back', async () => {
    const { first, second, page } = await openBoth();
    await shows(first, 'participants', /SecondAgent\s+agent, unseen by the customer/);
    expect(await second.button('Remove TestName').getAttribute('title')).toContain(
      'Only an agent whom the customer sees',
    );

    await first.button('Remove SecondAgent').click();
    await shows(first, 'outcome', 'Removing SecondAgent: confirmed.');
    await expect.poll(() => first.participants.innerText(), patience).not.toContain('SecondAgent');
    await expect.poll(first.entries, patience).toContain('TestName removed SecondAgent');
    // What had the focus is gone with the removal; the next Tab does not begin at the top of the page.
    expect(await focused(page)).toBe('VitaliyOnv');
    await shows(second, 'session', 'Completed');
    expect(await second.message.getAttribute('placeholder')).toBe('Not possible in this state: Completed.');

    await first.button('Consult').click();
    await first.region
      .getByRole('combobox', { name: 'Whom to consult' })
      .selectOption({ label: 'SecondAgent (agent2)' });
    await first.button('Bring in').click();
    await shows(first, 'outcome', 'Consulting: confirmed.');
    await shows(first, 'participants', 'SecondAgent');
    await shows(second, 'session', 'Chatting');
    await shows(second, 'participants', /SecondAgent\s+you, unseen by the customer/);
  });

  it('never sends to everyone what was begun for agents only', async () => {
    const { first, second } = await openBoth();
    const audience = first.region.getByRole('combobox', { name: 'Who sees it' });
    await audience.selectOption({ label: 'To agents only' });
    await first.message.fill('The customer has been here before.');
    await second.button('Leave').click();
    await expect.poll(() => first.participants.innerText(), patience).not.toContain('SecondAgent');
    await shows(first, 'session', 'Choose who sees the message.');
    await first.message.press('Enter');
    expect([await audience.inputValue(), await first.button('Send').getAttribute('aria-disabled')]).toEqual([
      'AGENTS',
      'true',
    ]);

    await audience.selectOption({ label: 'To everyone' });
    await first.message.fill('How can I help?');
    await first.message.press('Enter');
    await endsWith(first, 'How can I help?');
    expect(await first.entries()).not.toContain('The customer has been here before.');
  });

  it('shows who types, what is written, and to whom', async () => {
    const { first, second } = await openBoth();
    await first.message.pressSequentially('On its');
    const typing = second.region.getByRole('status', { name: 'Typing' });
    await expect.poll(() => typing.innerText(), patience).toBe('TestName types…');
    await first.message.pressSequentially(' way: https://example.com/a. javascript:alert(1)');
    await first.message.press('Enter');
    await endsWith(second, 'On its way: https://example.com/a. javascript:alert(1)');
    await expect.poll(() => typing.innerText(), patience).toBe('');
    expect(await first.message.inputValue()).toBe('');
    const link = second.transcript.getByRole('link');
    expect(await link.count()).toBe(1);
    expect(await link.getAttribute('href')).toBe('https://example.com/a');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');

    // The customer does not see the one who is consulted, nor what that one writes.
    expect(await second.region.getByRole('combobox', { name: 'Who sees it' }).inputValue()).toBe('AGENTS');
    await second.write('<b>Let me look</b>');
    await endsWith(first, '<b>Let me look</b>');
    expect(await first.transcript.getByRole('listitem').last().innerText()).toContain('agents only');

    // A session that is not open counts what is new.
    const offer = control()
      .sessionsOf('agent1')
      .find(({ state }) => state === 'Invited')?.['id'];
    await first.open('PersonP');
    await first.button('Accept').click();
    await shows(first, 'outcome', 'Accepting: confirmed.');
    await first.open('VitaliyOnv');
    control().customerWrites(String(offer), 'Where is it?');
    await shows(first, 'sessions', /PersonP\s+1/);
    await first.open('PersonP');
    await endsWith(first, 'Where is it?');
    await expect.poll(() => first.sessions.innerText(), patience).not.toMatch(/PersonP\s+1/);
  });

  it('resumes after its network was cut, with nothing missing and nothing twice', async () => {
    const { first, second } = await openBoth();
    await second.button('Cut the network').click();
    await shows(second, 'region', 'Network cut');
    for (const text of ['one', 'two']) {
      control().customerWrites(talk, text);
      await first.write(`${text} to you`);
      await endsWith(first, `${text} to you`);
    }
    expect(await second.entries()).not.toContain('one');
    await second.write('lost?');
    await shows(second, 'outcome', 'Sending: no answer. The network is cut.');

    await second.button('Resume').click();
    await shows(second, 'region', 'Live');
    await second.button('Ask again').click();
    await endsWith(first, 'lost?');
    await expect.poll(second.entries, patience).toEqual(await first.entries());
    expect((await first.entries()).slice(-5)).toEqual(['one', 'one to you', 'two', 'two to you', 'lost?']);
    expect(await second.region.getByText('read anew').count()).toBe(0);
  });

  it('resumes by itself when the sockets break', async () => {
    const { first, second, page } = await openBoth();
    const sockets = Promise.all([1, 2].map(() => page.waitForEvent('websocket', patience)));
    control().applyFault({ fault: 'disconnectClients' });
    control().customerWrites(talk, 'while away');
    await sockets;
    control().customerWrites(talk, 'back again');
    for (const pane of [first, second]) {
      await endsWith(pane, 'back again');
      await shows(pane, 'region', 'Live');
      expect((await pane.entries()).slice(-2)).toEqual(['while away', 'back again']);
    }
    expect(await second.entries()).toEqual(await first.entries());
  });

  it('gets the answer that was lost by asking again, and nothing is done twice', async () => {
    const { first, second, page } = await openBoth();
    let isEaten = false;
    await page.route('**/graphql', async (route) => {
      if (isEaten || route.request().postData()?.includes('sendMessage') !== true) return route.continue();
      isEaten = true;
      await route.fetch();
      return route.abort();
    });
    await first.write('only once');
    await shows(first, 'outcome', 'Sending: no answer.');
    expect(await first.message.inputValue()).toBe('only once');
    await first.button('Ask again').click();
    await shows(first, 'outcome', 'Sending: confirmed.');
    await second.write('mark');
    await endsWith(first, 'mark');
    expect((await first.entries()).slice(-2)).toEqual(['only once', 'mark']);
  });

  it('does once what is pressed three times before anything is rendered', async () => {
    const { first, page } = await openBoth();
    const requests = requestsOf(page, 'agent1');
    await first.button('Remove SecondAgent').evaluate((button: HTMLElement) => {
      for (let presses = 0; presses < 3; presses += 1) button.click();
    });
    await shows(first, 'outcome', 'Removing SecondAgent: confirmed.');
    expect(requests).toHaveLength(1);
  });

  it('gives up a connection that is not answered', async () => {
    const page = await openPage();
    // Opened, and silent from then on.
    await page.routeWebSocket('**/graphql', () => undefined);
    const pane = deskPane(page, 'First desk');
    await pane.logIn('agent1');
    await shows(pane, 'region', 'Connection lost; attempt 1 follows');
  });

  it('says so when something may have been missed', async () => {
    const { first } = await openBoth();
    control().dropBayeuxSessions();
    await first.region.getByRole('alert').getByText('may be missing').waitFor(patience);
    await first.region.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
    expect(await first.region.getByText('may be missing').count()).toBe(0);
  });

  it('keeps user data, wraps up and hands over', async () => {
    const { first, second, page } = await openBoth();
    await first.button(/^User data/).click();
    const key = (name: string) => first.region.getByRole('row', { name });
    await first.region.getByRole('textbox', { name: 'New key' }).fill('order no');
    await first.region.getByRole('textbox', { name: 'Value', exact: true }).fill('17');
    await first.button('Add').click();
    await shows(first, 'outcome', 'Adding “order no”: confirmed.');
    await first.button('Edit order no').click();
    await first.region.getByRole('textbox', { name: 'Value of order no' }).fill('18');
    await first.button('Save').click();
    await shows(first, 'outcome', 'Changing “order no”: confirmed.');
    await expect.poll(() => key('order no').innerText(), patience).toContain('18');
    await first.button('Delete order no').click();
    await expect.poll(() => key('order no').count(), patience).toBe(0);

    await first.button('Wrap-up').click();
    await first.region.getByRole('textbox', { name: 'Disposition' }).fill('solved');
    await first.button('Save disposition').click();
    await shows(first, 'outcome', 'Setting the disposition: confirmed.');
    await first.region.getByRole('textbox', { name: 'Comment' }).fill('Wants a call');
    await first.button('Save comment').click();
    await first.region.getByText('Comment: Wants a call').waitFor(patience);
    await second.button('Wrap-up').click();
    await second.region.getByText('Comment: Wants a call').waitFor(patience);

    await first.open('PersonP');
    await first.button('Accept').click();
    await shows(first, 'outcome', 'Accepting: confirmed.');
    await first.button('Transfer').click();
    await first.region
      .getByRole('combobox', { name: 'Whom to hand over to' })
      .selectOption({ label: 'SecondAgent (agent2)' });
    await first.button('Hand over').click();
    await shows(first, 'outcome', 'Transferring: confirmed.');
    await expect.poll(() => second.sessions.innerText(), patience).toContain('PersonP');
    await first.button('Take off the list').press('Enter');
    await expect.poll(() => first.sessions.innerText(), patience).not.toContain('PersonP');
    expect(await focused(page)).toMatch(/^Sessions/);
  });

  it('says that a password is wrong, and logs out', async () => {
    const page = await openPage();
    const pane = deskPane(page, 'First desk');
    await pane.region.getByRole('textbox', { name: 'User name' }).fill('agent1');
    await pane.region.getByLabel('Password').fill('wrong');
    await pane.button('Log in').click();
    await pane.region.getByText('User name or password is wrong.').waitFor(patience);
    await pane.region.getByLabel('Password').fill('sandbox-agent1');
    await pane.button('Log in').click();
    await pane.open('VitaliyOnv');
    expect(
      await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie'),
    ).toBe('{}');
    const socket = page.waitForEvent('websocket', patience);
    await pane.button('Log out').click();
    await pane.logIn('agent1');
    await socket;
  });

  it('asks for another login when the login is revoked, and sends nothing more with the old one', async () => {
    const { first, second, page } = await openBoth();
    const typed = page.waitForResponse((response) => response.request().postData()?.includes('setTyping') === true);
    await first.message.pressSequentially('half a sen');
    await typed;
    const requests = requestsOf(page, 'agent1');
    control().revokeLogin('agent1');
    await shows(first, 'region', 'Your login is no longer accepted. Log in again.');
    expect(await first.button('Log in').isVisible()).toBe(true);
    await second.write('still here');
    await shows(second, 'outcome', 'Sending: confirmed.');
    expect(requests).toEqual([]);
  });

  it('asks for another login when an operation is refused for the login, and ends its socket', async () => {
    const page = await openPage();
    const pane = deskPane(page, 'First desk');
    const socket = page.waitForEvent('websocket', patience);
    await pane.logIn('agent1');
    await pane.open('VitaliyOnv');
    const closed = (await socket).waitForEvent('close', patience);
    await page.route('**/graphql', (route) =>
      route.fulfill({ json: { errors: [{ message: 'Refused.', extensions: { code: 'UNAUTHENTICATED' } }] } }),
    );
    const requests = requestsOf(page, 'agent1');
    // The sign of typing is refused; the one that it ended is not sent.
    await pane.message.fill('never sent');
    await shows(pane, 'region', 'Your login is no longer accepted. Log in again.');
    await closed;
    expect(requests).toHaveLength(1);
  });
});
