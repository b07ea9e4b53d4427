/** A page and its script, which is fetched when somebody looks at it. */
export interface Page<Shown> {
  /** Null until its script is there. */
  there: Shown | null;
  fetch(): Promise<{ default: Shown }>;
}

function page<Shown>(load: () => Promise<{ default: Shown }>): Page<Shown> {
  const made: Page<Shown> = {
    there: null,
    fetch: async () => {
      const script = await load();
      made.there = script.default;
      return script;
    },
  };
  return made;
}

export const pages = {
  conversations: page(() => import("./conversations/ConversationsPage")),
  conversation: page(() => import("./conversations/ConversationPage")),
  overview: page(() => import("./overview/OverviewPage")),
  work: page(() => import("./mywork/WorkPage")),
  channels: page(() => import("./channels/ChannelsPage")),
  channel: page(() => import("./channels/ChannelPage")),
  people: page(() => import("./people/PeoplePage")),
  webhooks: page(() => import("./webhooks/WebhooksPage")),
  parked: page(() => import("./parked/ParkedPage")),
};
