package io.openclaw.local.workspace.imports;

import java.util.Map;

/** What an agent's workspace may hold that has no part here, and what to do instead. */
final class NoEquivalent {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry(
              "TOOLS.md",
              "notes on the machine's own tools; an agent's tools are its skills here. Put what"
                  + " still holds into AGENTS.md"),
          Map.entry(
              "HEARTBEAT.md",
              "agents have no heartbeat here; let cron run ./openclaw ask --agent with what has to"
                  + " be done"),
          Map.entry(
              "BOOT.md",
              "nothing runs by itself at the start here; run ./openclaw ask --agent after"
                  + " ./openclaw up"),
          Map.entry(
              "BOOTSTRAP.md",
              "there is no first conversation here; IDENTITY.md and SOUL.md say who the agent is"),
          Map.entry("memory", "daily notes are not read here; put what should last into MEMORY.md"),
          Map.entry("canvas", "there is no canvas here; a skill gives files as results"),
          Map.entry("avatars", "pictures are not shown here"),
          Map.entry(
              "hooks",
              "hooks are not run here; what they do can be a skill (./openclaw skill new)"));

  private static final String ELSE =
      "no part of an agent here; what a skill needs can lie in a folder of the workspace that the"
          + " agent's permissions name";

  private NoEquivalent() {}

  static String instead(String name) {
    return INSTEAD.getOrDefault(name, ELSE);
  }
}
