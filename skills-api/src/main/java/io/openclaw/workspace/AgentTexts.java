package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Markdown files of an agent's folder, for its model to read. Null where there is no such file.
 *
 * @param agents AGENTS.md: how it works
 * @param soul SOUL.md: who it is
 * @param identity IDENTITY.md: how it is shown
 * @param user USER.md: whom it works for
 * @param memory MEMORY.md: what it is to know from the start
 */
public record AgentTexts(
    @Nullable String agents,
    String soul,
    String identity,
    @Nullable String user,
    @Nullable String memory) {
  public AgentTexts {
    requireNonNull(soul, "soul is null");
    requireNonNull(identity, "identity is null");
  }

  /** Only a soul. */
  public static AgentTexts ofSoul(String soul) {
    return new AgentTexts(null, soul, "", null, null);
  }

  /** In the order in which a model is to read them. */
  public List<String> inOrder() {
    return Stream.of(agents, soul, identity, user, memory).filter(Objects::nonNull).toList();
  }
}
