package io.openclaw.benchmarks;

import com.google.re2j.Pattern;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The workspace of an organisation with many agents: the product's, with other rules before its
 * own.
 */
final class RoutingRules {
  private static final List<String> THINGS =
      List.of(
          "invoice",
          "contract",
          "payroll",
          "shipment",
          "warehouse",
          "claim",
          "policy",
          "tenant",
          "patient",
          "appointment",
          "prescription",
          "lesson",
          "exam",
          "vehicle",
          "battery",
          "flight",
          "hotel",
          "recipe",
          "harvest",
          "turbine",
          "pipeline",
          "ledger",
          "budget",
          "tax return",
          "password",
          "certificate",
          "firewall",
          "backup",
          "printer",
          "headset",
          "vacancy",
          "interview",
          "campaign",
          "newsletter",
          "translation",
          "subtitle",
          "blueprint",
          "permit",
          "inspection",
          "recall");

  private static final List<String> WORDS =
      List.of(
          "发票", "合同", "工资", "发货", "仓库", "理赔", "保单", "租户", "病人", "预约", "处方", "课程", "考试", "车辆", "电池",
          "航班", "酒店", "菜谱", "收成", "风机", "管道", "账本", "预算", "报税", "密码", "证书", "防火墙", "备份", "打印机",
          "耳机", "职位", "面试", "活动", "周刊", "翻译", "字幕", "图纸", "许可", "检验", "召回");

  private static final List<String> TASKS =
      List.of(
          "approval",
          "renewal",
          "dispute",
          "forecast",
          "audit",
          "reminder",
          "export",
          "archive",
          "template",
          "checklist",
          "escalation",
          "handover",
          "report",
          "correction",
          "cancellation",
          "refund",
          "estimate",
          "schedule",
          "transfer",
          "merge",
          "import",
          "survey",
          "complaint",
          "history",
          "summary");

  private static final List<String> DOINGS =
      List.of(
          "审批", "续签", "争议", "预测", "审计", "提醒", "导出", "归档", "模板", "清单", "升级", "交接", "报告", "更正", "取消",
          "退款", "估算", "排期", "转移", "合并", "导入", "调查", "投诉", "历史", "摘要");

  private RoutingRules() {}

  /** So many rules in all; the product's own are tried last. */
  static Workspace with(Workspace product, int count) {
    List<RoutingRule> rules = new ArrayList<>();
    List<RoutingRule> own = product.rules();
    for (int i = 0; i < count - own.size(); i++) {
      rules.add(rule(i, own.get(i % (own.size() - 1)).target()));
    }
    rules.addAll(own);
    return new Workspace(
        product.version(),
        product.root(),
        product.agents(),
        product.skills(),
        rules,
        product.workflows(),
        product.loadBalancing(),
        product.schedules());
  }

  private static RoutingRule rule(int number, RoutingRule.Target target) {
    int thing = number % THINGS.size();
    int task = number / THINGS.size();
    String pattern =
        number % 10 == 9 ? wide(THINGS.get(thing), TASKS.get(task)) : plain(thing, task);
    return new RoutingRule("rule_" + number, Pattern.compile(pattern), 100, null, target);
  }

  /** Of the form of the product's: a choice of words. */
  private static String plain(int thing, int task) {
    return "(?i)(%s%s|%s的%s|(^|\\s)(%ss? %ss?|%s (of|for) (a|an|the) %s)\\b)"
        .formatted(
            WORDS.get(thing),
            DOINGS.get(task),
            WORDS.get(thing),
            DOINGS.get(task),
            THINGS.get(thing),
            TASKS.get(task),
            TASKS.get(task),
            THINGS.get(thing));
  }

  /** Words with anything between them, which only RE2/J can decide. */
  private static String wide(String thing, String task) {
    return "(?i)\\b%ss?\\b.{0,40}\\b%ss?\\b".formatted(thing, task);
  }
}
