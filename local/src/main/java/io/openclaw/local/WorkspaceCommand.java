package io.openclaw.local;

import picocli.CommandLine.Command;

@Command(
    name = "workspace",
    synopsisSubcommandLabel = "COMMAND",
    description = "Brings agents and skills from elsewhere into a workspace.",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    footer = "  ./openclaw workspace import ~/.openclaw/workspace --dry-run")
final class WorkspaceCommand {}
