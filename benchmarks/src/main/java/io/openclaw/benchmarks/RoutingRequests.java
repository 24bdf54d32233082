package io.openclaw.benchmarks;

import java.util.List;

/**
 * Requests as people write them, in Chinese and English, of 20 to 200 characters. Of {@link
 * #PRODUCT} four are for each of the product's agents, four for its workflow, and eight for a
 * shared skill. Of {@link #OTHERS} four are for one of {@link RoutingRules} each; the others name
 * what they are about, but nothing that is done with it.
 */
final class RoutingRequests {
  static final List<String> PRODUCT =
      List.of(
          "帮我用 workspace/datasets/penguins.csv 训练一个企鹅分类模型,并告诉我准确率",
          "上周上线的推荐服务效果变差了,请看看是不是模型退化,需要的话重新训练一次,训练完把新旧两版的指标放在一起比较,并写清楚结论",
          "Please train a small text classifier on the support tickets and report precision and recall per label",
          "Retrain the churn prediction with last month's data and keep the old version around so that we can compare both",
          "整理一下最近三十条用户反馈,提炼出最重要的五个需求,并按优先级排好",
          "我们准备做一个面向老师的备课产品,请先写一份产品规格说明,包括目标人群、核心场景、功能范围和验收标准",
          "Write the product requirements for a mobile app that reminds people to water their plants, one page at most",
          "We collected user feedback from 240 interviews; turn it into a roadmap for the next two quarters with a reason for each item",
          "设计一个每秒处理一万个请求的订单系统,要求可以跨机房容灾",
          "评估一下我们现在的基础设施能不能撑住双十一的流量,如果不行,请给出扩容方案和大致的成本",
          "Propose an architecture for ingesting 50,000 sensor readings per second and keeping them for five years",
          "We need infrastructure for three environments with as little manual work as possible, what would you recommend?",
          "端到端: 用 workspace/datasets/penguins.csv 训练并上线一个企鹅物种分类模型",
          "请给出完整方案: 从客户访谈到产品上线,让客服可以自动回答常见问题,两周内完成第一版",
          "End to end: train and deploy a penguin species classifier from workspace/datasets/penguins.csv",
          "I want a complete solution for predicting delivery times, from requirements to launch, with numbers I can show to the board",
          "分析 workspace/datasets/penguins.csv 里面每一列的分布情况",
          "请对上个季度的销售数据做一个统计,看看哪些地区在增长,哪些在下降,结果用表格给我",
          "Analyze workspace/datasets/penguins.csv and describe what stands out",
          "Give me summary statistics of the attached spreadsheet, and explore whether weight depends on the island",
          "列出 workspace/datasets 里最近一周新增的文件,按大小排序",
          "Please list the files in workspace/datasets that are larger than a megabyte",
          "上网查一下最近有哪些关于向量数据库的对比评测,给我三个链接",
          "Could you search the web for recent comparisons of open source vector databases and give me three links?");

  static final List<String> OTHERS =
      List.of(
          "请帮我处理上个月的发票审批,金额超过一万元的单独列出来给财务主管确认",
          "Please check the contract renewal for our biggest supplier before Friday and tell me what has changed",
          "Send an appointment reminder to everybody who has not confirmed yet, in a friendly tone and in two sentences",
          "The turbine in hall three stopped twice, make a checklist for the technicians who will go there tomorrow",
          "上次的合同里有几处写得不清楚,麻烦逐条对照一遍,把需要修改的地方标出来",
          "Our warehouse will move to the new building in March, what should we think of in the weeks before?",
          "Every patient asks the same three questions about parking; write a friendly answer of at most 80 words",
          "The appointment on Tuesday clashes with the recall of the old headset, which of the two can be moved?");

  private RoutingRequests() {}
}
