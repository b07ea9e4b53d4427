import { Center, Loader } from "@mantine/core";
import { useWords } from "../words/Words";

export function Waiting() {
  const { t } = useWords();
  return (
    <Center mih={240} role="status" aria-label={t("waiting")}>
      <Loader />
    </Center>
  );
}
