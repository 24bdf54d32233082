package io.openclaw.local;

import io.openclaw.local.ask.ApprovalTable;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.Listed;
import io.openclaw.local.ask.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "approvals",
    description = "Lists the steps that wait for approval, the oldest first.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:that is all of them, or as many as --limit says",
      "2:the command was not understood",
      "3:OpenClaw does not run, or can't be reached"
    },
    footerHeading = "%nThen:%n",
    footer = {
      "  ./openclaw approve TASK STEP --note \"go ahead\"",
      "  ./openclaw approve TASK STEP --deny"
    })
final class ApprovalsCommand extends GatewayCommand {
  @Mixin private ListOptions list = new ListOptions();

  ApprovalsCommand(Context context) {
    super(context);
  }

  @Override
  void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException {
    Listed approvals = Listed.fetch(api, "/v1/approvals", Map.of(), "approvals", list.limit());
    if (list.json()) {
      sayJson(approvals.items());
    } else if (approvals.items().isEmpty()) {
      context().complain("nothing waits for approval");
    } else {
      say(ApprovalTable.lines(approvals.items(), context().terminal(), Instant.now()));
    }
    list.tellOfMore(context(), approvals);
  }
}
