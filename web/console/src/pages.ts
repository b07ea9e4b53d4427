/** The script of each page. What is not looked at first is fetched when it is. */
export const pages = {
  conversations: () => import("./conversations/ConversationsPage"),
  conversation: () => import("./conversations/ConversationPage"),
  overview: () => import("./overview/OverviewPage"),
  work: () => import("./work/WorkPage"),
  channels: () => import("./channels/ChannelsPage"),
  channel: () => import("./channels/ChannelPage"),
  people: () => import("./people/PeoplePage"),
  webhooks: () => import("./webhooks/WebhooksPage"),
  parked: () => import("./parked/ParkedPage"),
};
