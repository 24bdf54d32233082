package io.openclaw.local;

import picocli.CommandLine.Command;

@Command(
    name = "skill",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes skills.",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    footer = "  ./openclaw skill new shared/text-statistics")
final class SkillCommand {}
