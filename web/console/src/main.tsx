import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "./api/client";
import { listAhead, pageAhead } from "./ahead";
import { App } from "./App";
import { rowsOf } from "./conversations/rows";
import { comeBack } from "./session/comeBack";
import { keptKey } from "./session/key";
import { meOf } from "./session/me";
import { contrast, theme } from "./theme";
import { startWords } from "./words";
import { Words } from "./words/Words";
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

void start();

async function start(): Promise<void> {
  const notSignedIn = await comeBack();
  await startWords();
  // What was asked ahead is painted at once, and not a page that waits for it first. What fails is asked for again, and
  // told of, by the part that shows it.
  const key = keptKey();
  if (key) {
    if (listAhead) void queries.prefetchInfiniteQuery(rowsOf(listAhead));
    await queries.prefetchQuery({ ...meOf(key), retry: false });
  }
  await pageAhead;
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={contrast} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queries}>
          <Words><App notSignedIn={notSignedIn} /></Words>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
