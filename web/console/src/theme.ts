import { createTheme, type CSSVariablesResolver } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  defaultRadius: "md",
  fontFamily: "system-ui, sans-serif",
  headings: { fontFamily: "system-ui, sans-serif" },
  // Text on filled parts stays readable, whatever the colour.
  autoContrast: true,
  cursorType: "pointer",
});

/** The kit's quiet words are too quiet for weak eyes. */
export const contrast: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#566274", "--mantine-color-placeholder": "#667085" },
  dark: { "--mantine-color-dimmed": "#a5afbf", "--mantine-color-placeholder": "#a5afbf" },
});
