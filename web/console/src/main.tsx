import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "./api/client";
import { fetchAhead } from "./ahead";
import { App } from "./App";
import { comeBack } from "./session/comeBack";
import { contrast, theme } from "./theme";
import { startWords } from "./words";
import "@mantine/core/styles.css";
import "./console.css";

// Styles of components are elements; the page's policy lets in those that carry its nonce.
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
setNonce(nonce);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What was refused is refused again; what did not arrive may arrive.
      retry: (tries, error) => !(error instanceof Refused && error.status < 500) && tries < 3,
    },
  },
});

const notSignedIn = await comeBack();
fetchAhead(queries);
await startWords();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={contrast} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <App notSignedIn={notSignedIn} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
