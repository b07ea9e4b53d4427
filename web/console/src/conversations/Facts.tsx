import { Paper, Title } from "@mantine/core";
import { Fragment } from "react";
import { moment } from "../parts/moments";
import { useWords } from "../words/Words";
import type { Names } from "./columns";
import type { Conversation } from "./conversation";

/** Who, where and when. */
export function Facts({ conversation: at, names }: { conversation: Conversation; names: Names }) {
  const { t, language } = useWords();
  const time = (value: string | null | undefined) => value && moment(value, language);
  const facts: [string, string | null | undefined][] = [
    ["channel", `${names.channel(at.channelId)} · ${at.connector}`],
    ["agent", at.agentId && names.agent(at.agentId)],
    ["team", at.team],
    ["participants", at.participants.length > 1 ? at.participants.map(names.agent).join(", ") : null],
    ["opened", time(at.openedAt)],
    ["accepted", time(at.acceptedAt)],
    ["firstReply", time(at.firstReplyAt)],
    ["finished", time(at.finishedAt)],
    ["closes", time(at.closesAt)],
    ["closed", time(at.closedAt)],
    ["request", t(`request.${at.ratingRequest.state}`)],
    ["why", at.ratingRequest.reason && t(`reason.${at.ratingRequest.reason}`)],
    ["deadline", time(at.ratingRequest.deadline)],
  ];
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="facts">
      <Title order={2} size="h5" id="facts" mb="xs">{t("conversation.facts")}</Title>
      <dl className="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <Fragment key={name}><dt>{t(`fact.${name}`)}</dt><dd>{value}</dd></Fragment>
        ))}
      </dl>
    </Paper>
  );
}
