package io.openclaw.worker.skill.process;

import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.worker.skill.protocol.CallMessage;
import io.openclaw.worker.skill.protocol.Exchange;
import io.openclaw.worker.skill.protocol.Surroundings;
import java.io.IOException;
import java.time.Duration;

/**
 * A process in its sandbox and the room that it has. It serves one call. Closing it leaves nothing.
 */
record Cell(SkillProcess process, Room room) implements AutoCloseable {

  /** Runs the call; nothing of it runs any more afterwards. */
  Answer run(SkillCall call, Surroundings surroundings, SkillListener listener)
      throws InterruptedException {
    try (process) {
      process.give(call.callId(), CallMessage.of(call, surroundings));
      return new Exchange(process, call, listener).converse();
    }
  }

  /** Runs a call that came when the process was there already. */
  Answer runLate(SkillCall call, BroughtFiles files, String caller, SkillListener listener)
      throws InterruptedException, IOException {
    room.serve(caller);
    Scratch scratch = room.scratch();
    Surroundings surroundings =
        new Surroundings(scratch.home(), scratch.out(), files.copyTo(scratch.in()));
    Answer answer = run(call, surroundings, listener);
    if (answer instanceof Answer.Output output) {
      BroughtFiles.take(output.artifacts(), scratch.out(), call.artifactsDir());
    }
    return answer;
  }

  /** Whether it has imported its handler and can be given a call. */
  boolean isReady(Duration patience) throws InterruptedException {
    return process.isReady(patience);
  }

  @Override
  public void close() {
    try (room) {
      process.close();
    }
  }
}
