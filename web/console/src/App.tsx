import { lazy } from "react";
import { Redirect, Route, Switch } from "wouter";
import { pages } from "./pages";
import { SignedIn, useSession } from "./session/Session";
import { NothingHere } from "./shell/NothingHere";
import { placesFor } from "./shell/places";
import { Shell } from "./shell/Shell";

const Conversations = lazy(pages.conversations);
const Conversation = lazy(pages.conversation);
const Overview = lazy(pages.overview);
const Work = lazy(pages.work);
const Channels = lazy(pages.channels);
const Channel = lazy(pages.channel);
const People = lazy(pages.people);
const Webhooks = lazy(pages.webhooks);
const Parked = lazy(pages.parked);

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
