package io.openclaw.local;

import picocli.CommandLine.Command;

@Command(
    name = "agent",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes agents.",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    footer = "  ./openclaw agent new reviewer --name \"Code reviewer\"")
final class AgentCommand {}
