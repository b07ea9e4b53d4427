import { Alert, Blockquote, Button, Group, Paper, Rating, Stack, Text, Textarea, Title } from "@mantine/core";
import { useEffect, useState } from "react";
import { api, ask } from "../api/client";
import { moment } from "../parts/moments";
import { StarsShown } from "../parts/Stars";
import { ValueShown } from "../parts/Value";
import { useWords } from "../words/Words";
import type { Names } from "./columns";
import { useAct, type Conversation } from "./conversation";

const commentMax = 10_000;

/** Both ratings at the end of what was said, and the supervisor's to give or change for who may. */
export function Ratings({ conversation, names }: { conversation: Conversation; names: Names }) {
  const { t, language } = useWords();
  const { customerRating: customer, supervisorRating: supervisor, ratingRequest: request } = conversation;
  const why = request.state === "notSent" && request.reason ? t(`reason.${request.reason}`) : null;
  return (
    <div className="ratings">
      <Paper withBorder p="md" component="section" aria-labelledby="by-customer">
        <Stack gap="xs">
          <Title order={2} size="h5" id="by-customer">{t("column.customerRating")}</Title>
          <Group gap="xs"><ValueShown value={customer?.value} /></Group>
          {customer?.comment && <Blockquote p="xs" dir="auto" className="comment">{customer.comment}</Blockquote>}
          {customer
            ? <Text size="sm" c="dimmed">{moment(customer.at, language)}
              {customer.agentId && ` · ${names.agent(customer.agentId)}`}
              {customer.changes > 0 && ` · ${t("rating.changes", { count: customer.changes })}`}</Text>
            : <Text size="sm" c="dimmed">{t(`request.${request.state}`)}{why && `: ${why}`}</Text>}
        </Stack>
      </Paper>
      <Paper withBorder p="md" component="section" aria-labelledby="by-supervisor">
        <Stack gap="xs">
          <Title order={2} size="h5" id="by-supervisor">{t("column.supervisorRating")}</Title>
          {conversation.may.includes("rate")
            ? <Form conversation={conversation} />
            : <>
              <Group gap="xs"><StarsShown stars={supervisor?.stars} /></Group>
              {supervisor?.comment && <Blockquote p="xs" dir="auto" className="comment">{supervisor.comment}</Blockquote>}
            </>}
          {supervisor && <Text size="sm" c="dimmed">{supervisor.by} · {moment(supervisor.at, language)}</Text>}
        </Stack>
      </Paper>
    </div>
  );
}

function Form({ conversation: { id, supervisorRating: given } }: { conversation: Conversation }) {
  const { t } = useWords();
  const [stars, setStars] = useState(given?.stars ?? 0);
  const [comment, setComment] = useState(given?.comment ?? "");
  const [isTouched, setTouched] = useState(false);
  // What somebody else says meanwhile is shown, unless one is about to say something oneself.
  useEffect(() => {
    if (isTouched) return;
    setStars(given?.stars ?? 0);
    setComment(given?.comment ?? "");
  }, [given?.stars, given?.comment, isTouched]);

  const rate = useAct(id, (rating: { stars?: number; comment?: string }) =>
    ask(api.PUT("/api/v1/conversations/{id}/supervisor-rating", { params: { path: { id } }, body: rating })));
  const isNew = stars !== (given?.stars ?? 0) || comment !== (given?.comment ?? "");
  const length = [...new Intl.Segmenter().segment(comment)].length;

  const save = (): void => rate.mutate(
    {
      ...(stars !== (given?.stars ?? 0) && stars > 0 && { stars }),
      ...(comment !== (given?.comment ?? "") && { comment }),
    },
    { onSuccess: () => setTouched(false) });
  const touch = <T,>(set: (value: T) => void) => (value: T): void => {
    setTouched(true);
    set(value);
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); save(); }}>
      <Stack gap="xs">
        <Rating value={stars} onChange={touch(setStars)} size="lg" aria-label={t("rating.stars")}
          getSymbolLabel={(count) => t("stars", { count })} />
        <Textarea label={t("rating.comment")} autosize minRows={2} maxRows={10} dir="auto" value={comment}
          onChange={(event) => touch(setComment)(event.currentTarget.value)}
          error={length > commentMax ? t("rating.long", { max: commentMax }) : undefined}
          description={length > commentMax * 0.9 ? `${length} / ${commentMax}` : undefined} />
        {rate.error && <Alert color="red" role="alert">{rate.error.message}</Alert>}
        <Group>
          <Button type="submit" loading={rate.isPending} disabled={!isNew || length > commentMax || (stars === 0 && !comment && !given)}>
            {given ? t("rating.change") : t("rating.give")}
          </Button>
          {rate.isSuccess && !isNew && <Text size="sm" c="dimmed" role="status">{t("rating.saved")}</Text>}
        </Group>
      </Stack>
    </form>
  );
}
