import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";

export type Status = Schemas["ListedRow"]["status"];

const colours: Partial<Record<string, string>> = {
  new: "indigo", waitingForAgent: "orange", spam: "red", closing: "gray", closed: "gray",
};

export function StatusBadge({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <Badge variant="light" color={colours[status] ?? "cyan"} className="plain">{t(`status.${status}`)}</Badge>;
}
