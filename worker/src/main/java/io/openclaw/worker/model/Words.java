package io.openclaw.worker.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.worker.plan.PlannedCall;
import io.openclaw.worker.plan.Schema;
import io.openclaw.worker.plan.Source;
import io.openclaw.worker.skill.Language;
import io.openclaw.worker.skill.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rehearsal's words: frames in two languages, filled with what calls really gave. */
final class Words {
  private final boolean chinese;

  private Words(boolean chinese) {
    this.chinese = chinese;
  }

  static Words in(Language language) {
    return new Words(language == Language.ZH);
  }

  /** Before a call: why it is made, and where its inputs come from. */
  String before(List<PlannedCall> calls, Tool target, Progress progress) {
    StringBuilder text = new StringBuilder();
    if (progress.count() == 0) {
      text.append(notice()).append('\n');
    }
    Failure failure = progress.justFailed();
    if (failure != null && progress.last() != null) {
      text.append(wentOn(progress.last().call().tool(), failure)).append('\n');
    }
    PlannedCall call = calls.getFirst();
    return text.append(intention(call, target, calls.size() - 1)).append('\n').toString();
  }

  /** At the end: what came out, in the goal's own summary, and the files. */
  String closing(Progress progress, Tool goal) {
    ObjectNode output = progress.returned().getOrDefault(goal, emptyOutput());
    StringBuilder text = new StringBuilder(notice()).append('\n').append(summary(goal, output));
    if (!progress.artifacts().isEmpty()) {
      String names =
          progress.artifacts().stream()
              .map(Artifact::name)
              .collect(Collectors.joining(pick("、", ", ")));
      text.append('\n').append(pick("产物：", "Files: ")).append(names).append(pick("。", "."));
    }
    return text.toString();
  }

  /** Where nothing fits: what could be done, and with what. */
  String offer(List<Tool> tools) {
    StringBuilder text = new StringBuilder(notice()).append('\n');
    text.append(
        tools.isEmpty()
            ? pick("我没有可用的技能。", "I have no skill to use.")
            : pick(
                "没有哪个技能的声明与这个请求相符，所以我什么也没有运行。我能做的有：",
                "No skill's declaration fits this request, so I ran nothing. What I can do:"));
    for (Tool tool : tools) {
      text.append("\n- ").append(tool.id()).append(pick("：", ": "));
      text.append(tool.handler().description().strip());
      List<String> inputs = new ArrayList<>(Schema.required(tool.handler().inputs()));
      inputs.remove("request");
      if (!inputs.isEmpty()) {
        text.append(pick("（需要 ", " (needs "));
        text.append(String.join(", ", inputs)).append(pick("）", ")"));
      }
    }
    return text.toString();
  }

  private String notice() {
    return pick(
        "（彩排：没有配置模型，这些话按固定规则拼成；技能是真实运行的，结果也是真实的。）",
        "(Rehearsal: no model is configured, so these words are put together by rule; the skills"
            + " run for real and so are their results.)");
  }

  private String intention(PlannedCall call, Tool target, int further) {
    String inputs =
        call.inputs().entrySet().stream()
            .map(this::origin)
            .collect(Collectors.joining(pick("，", ", ")));
    String with = inputs.isEmpty() ? "" : pick("（" + inputs + "）", " (" + inputs + ")");
    if (further == 0) {
      return pick(
          "现在运行 " + call.tool().id() + with + "，得到 " + call.tool().outputName() + "。",
          "Now " + call.tool().id() + with + " gives " + call.tool().outputName() + ".");
    }
    return pick(
        "要得到 "
            + target.outputName()
            + "，先运行 "
            + call.tool().id()
            + with
            + "，之后还有 "
            + further
            + " 步。",
        "On the way to "
            + target.outputName()
            + ": first "
            + call.tool().id()
            + with
            + ", then "
            + further
            + " more.");
  }

  private String origin(Map.Entry<String, Source> input) {
    String name = input.getKey();
    return switch (input.getValue()) {
      case Source.OutputOf output -> name + pick(" 来自 ", " from ") + output.tool().id();
      case Source.Value value ->
          switch (value.origin()) {
            case STEP_INPUT -> name + pick(" 来自步骤的输入", " from the step's inputs");
            case REQUEST -> name + pick(" 是请求原文", " is the request itself");
            case EARLIER_CALL -> name + pick(" 来自前面的调用", " from an earlier call");
            case ATTACHMENT -> name + pick(" 是 ", " is ") + value.value().asText();
          };
    };
  }

  private String wentOn(Tool tool, Failure failure) {
    return pick(
        tool.id() + " 没有成功（" + failure.code() + "：" + failure.message() + "），不用它继续。",
        tool.id()
            + " did not work ("
            + failure.code()
            + ": "
            + failure.message()
            + "); going on without it.");
  }

  private String summary(Tool goal, ObjectNode output) {
    if (output.path("summary").isTextual()) {
      return output.get("summary").textValue();
    }
    List<String> names = new ArrayList<>();
    output.fieldNames().forEachRemaining(names::add);
    return pick(
        goal.id() + " 给出了 " + String.join("、", names) + "。",
        goal.id() + " gave " + String.join(", ", names) + ".");
  }

  private static ObjectNode emptyOutput() {
    return JsonNodeFactory.instance.objectNode();
  }

  private String pick(String zh, String en) {
    return chinese ? zh : en;
  }
}
