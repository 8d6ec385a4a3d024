/** Bayeux channel names and the patterns that subscriptions may use. Source: Bayeux 1.0, "Channel Globbing". */

const segment = "[A-Za-z0-9\\-_!~()$@']+";
const pattern = new RegExp(`^(?:/${segment})*/(?:${segment}|\\*\\*?)$`);

/** True for `/a/b`, `/a/*` and `/a/**`; a wildcard may only be the whole last segment. */
export function isChannelPattern(name: string): boolean {
  return name.length <= 1_024 && pattern.test(name);
}

/** Whether users may subscribe to it: the trees of their own notifications, and wildcards that take them in. */
export function isOwnChannel(name: string): boolean {
  return ['/**', '/*', '/v2/**', '/v2/*', '/v2/me'].includes(name) || /^\/(?:v2\/me|notifications)\//.test(name);
}

/** `*` stands for exactly one segment, `**` for one or more. */
export function channelMatches(subscription: string, channel: string): boolean {
  if (subscription.endsWith('/**')) return channel.startsWith(subscription.slice(0, -2));
  if (!subscription.endsWith('/*')) return subscription === channel;
  const parent = subscription.slice(0, -1);
  return channel.startsWith(parent) && !channel.slice(parent.length).includes('/');
}
