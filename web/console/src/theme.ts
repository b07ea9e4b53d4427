import { createTheme, type CSSVariablesResolver } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  // Light enough to be seen, dark enough for white words.
  primaryShade: 8,
  defaultRadius: "md",
  fontFamily: "system-ui, sans-serif",
  headings: { fontFamily: "system-ui, sans-serif" },
  // Text on filled parts stays readable, whatever the colour.
  autoContrast: true,
  cursorType: "pointer",
  // What a closed field would let one choose from is not in the page: most stay closed.
  components: { Combobox: { defaultProps: { keepMounted: false } } },
});

/** The kit's quiet words, and those of errors, are too pale for weak eyes. */
export const contrast: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#566274", "--mantine-color-placeholder": "#667085", "--mantine-color-error": "#c92a2a" },
  dark: { "--mantine-color-dimmed": "#a5afbf", "--mantine-color-placeholder": "#a5afbf", "--mantine-color-error": "#ff8787" },
});
