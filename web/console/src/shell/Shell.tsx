import { AppShell, Burger, Button, Group, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Tag } from "../parts/Tag";
import { Waiting } from "../parts/Waiting";
import { useSession } from "../session/Session";
import { useWords } from "../words/Words";
import { Bell } from "../mywork/Bell";
import { useAgentEvents } from "../mywork/events";
import { placesFor } from "./places";
import { Preferences } from "./Preferences";

/** What stands around every page: where one can go, who one is, and the way out. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { me, signOut } = useSession();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [path] = useLocation();
  const agent = me.role === "agent" ? (me.agentId ?? null) : null;
  useAgentEvents(agent);
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger size="sm" hiddenFrom="sm" opened={isOpen} onClick={toggle} aria-label={t("menu")} />
            <Text fw={700} component={Link} href="/" c="inherit" td="none">RatingGrains</Text>
          </Group>
          <Group gap="sm" wrap="nowrap">
            {agent && <Bell agent={agent} />}
            <Group visibleFrom="sm"><Preferences /></Group>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t("menu")}>
        <AppShell.Section grow>
          {placesFor(me).map(({ href, name }) => (
            <NavLink key={href} component={Link} href={href} label={t(`places.${name}`)} onClick={close}
              active={path === href || path.startsWith(`${href}/`)}
              aria-current={path === href ? "page" : undefined} />
          ))}
        </AppShell.Section>
        <AppShell.Section>
          <Stack gap="xs">
            <Group hiddenFrom="sm"><Preferences /></Group>
            <div>
              <Text size="sm" fw={600} truncate>{me.subject}</Text>
              <Group gap={6}>
                <Tag colour="indigo">{t(`role.${me.role}`)}</Tag>
                {me.team && <Tag colour="none">{me.team}</Tag>}
              </Group>
            </div>
            <Button variant="default" size="xs" onClick={signOut}>{t("signOut")}</Button>
          </Stack>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main>
        <Suspense fallback={<Waiting />}>{children}</Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
