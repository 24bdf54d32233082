package io.openclaw.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of steps that wait for approval, oldest first.
 *
 * @param next the cursor that the next part is asked for with; null where there is nothing more
 */
public record ApprovalPage(List<PendingApproval> approvals, @Nullable String next) {
  public ApprovalPage {
    approvals = List.copyOf(approvals);
  }
}
