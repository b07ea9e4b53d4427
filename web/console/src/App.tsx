import { lazy, useState, type ComponentType } from "react";
import { Redirect, Route, Switch } from "wouter";
import { pages, type Page } from "./pages";
import { SignedIn, useSession } from "./session/Session";
import { NothingHere } from "./shell/NothingHere";
import { placesFor } from "./shell/places";
import { Shell } from "./shell/Shell";

const Conversations = shown(pages.conversations);
const Conversation = shown(pages.conversation);
const Overview = shown(pages.overview);
const Work = shown(pages.work);
const Channels = shown(pages.channels);
const Channel = shown(pages.channel);
const People = shown(pages.people);
const Webhooks = shown(pages.webhooks);
const Parked = shown(pages.parked);

/** A page whose script is there is painted at once. React's own way begins with a sign of waiting even then, and leaves it
 * for a third of a second. */
function shown<Props extends object>(page: Page<ComponentType<Props>>) {
  const Later = lazy(page.fetch);
  return function Shown(props: Props) {
    const [Page] = useState(() => page.there ?? Later);
    return <Page {...props} />;
  };
}

/** @param notSignedIn What went wrong at the sign-in provider. */
export function App({ notSignedIn }: { notSignedIn: Error | null }) {
  return (
    <SignedIn failed={notSignedIn}>
      <Shell><Pages /></Shell>
    </SignedIn>
  );
}

function Pages() {
  const { me } = useSession();
  const first = placesFor(me)[0];
  const may = (name: string): boolean => placesFor(me).some((place) => place.name === name);
  return (
    <Switch>
      {may("work") && <Route path="/work"><Work agent={me.agentId!} /></Route>}
      {may("conversations") && <Route path="/conversations"><Conversations /></Route>}
      {may("overview") && <Route path="/overview"><Overview /></Route>}
      {may("channels") && <Route path="/channels"><Channels /></Route>}
      {may("channels") && <Route path="/channels/:id">{({ id }) => <Channel key={id} id={id} />}</Route>}
      {may("people") && <Route path="/people"><People /></Route>}
      {may("webhooks") && <Route path="/webhooks"><Webhooks /></Route>}
      {may("parked") && <Route path="/parked"><Parked /></Route>}
      <Route path="/conversations/:id">{({ id }) => <Conversation key={id} id={id} />}</Route>
      <Route path="/">{first ? <Redirect to={first.href} replace /> : <NothingHere />}</Route>
      <Route><NothingHere /></Route>
    </Switch>
  );
}
