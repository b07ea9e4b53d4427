import { Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Failed } from "../parts/Failed";
import { timeOfDay } from "../parts/moments";
import { Waiting } from "../parts/Waiting";
import { useWords } from "../words/Words";
import type { Names } from "./columns";
import { useMessages } from "./conversation";

/** What was said, oldest first; it stays at its end while more comes. */
export function Messages({ id, names }: { id: string; names: Names }) {
  const { t, language } = useWords();
  const { data: messages, error } = useMessages(id);
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current) log.current?.scrollTo(0, log.current.scrollHeight);
  }, [messages?.length]);

  if (!messages) return error ? <Failed error={error} /> : <Waiting />;
  const who = { customer: t("from.customer"), agent: t("from.agent"), system: t("from.system") };
  let day = "";
  return (
    <div className="log" ref={log} role="log" tabIndex={0} aria-labelledby="said"
      onScroll={({ currentTarget: at }) => { isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40; }}>
      {messages.length === 0 && <Text c="dimmed" ta="center">{t("conversation.silent")}</Text>}
      {messages.map((message) => {
        const its = new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(message.at));
        const isNewDay = its !== day;
        day = its;
        return (
          <div key={message.id} className="turn">
            {isNewDay && <p className="day">{its}</p>}
            <div className={`said ${message.from}`}>
              <p className="who">{message.agentId ? names.agent(message.agentId) : who[message.from]}
                {" "}<time dateTime={message.at}>{timeOfDay(message.at, language)}</time></p>
              <p className="text" dir="auto">{message.text}</p>
            </div>
          </div>
        );
      })}
    </div>
  );
}
