import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A dash for the eye, a word for the ear. */
export function Unrated() {
  const { t } = useTranslation();
  return <><span aria-hidden>–</span><VisuallyHidden>{t("unrated")}</VisuallyHidden></>;
}
