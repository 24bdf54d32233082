package io.openclaw.orchestrator.message;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summarizingLong;

import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where messages lie, by their ids, so that whoever reads the log finds them. */
record Origins(Map<String, ConsumerRecord<byte[], byte[]>> byId) {

  /** For the log: how many, the topic, and the first and last offset of each partition. */
  String of(Collection<? extends Received<?>> messages) {
    List<ConsumerRecord<byte[], byte[]>> records =
        messages.stream().map(message -> byId.get(message.id())).filter(Objects::nonNull).toList();
    return "count=%d %s".formatted(messages.size(), places(records));
  }

  static String of(ConsumerRecord<byte[], byte[]> record) {
    return "count=1 " + places(List.of(record));
  }

  private static String places(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Map<Integer, LongSummaryStatistics>> offsets =
        records.stream()
            .collect(
                groupingBy(
                    ConsumerRecord::topic,
                    TreeMap::new,
                    groupingBy(
                        ConsumerRecord::partition,
                        TreeMap::new,
                        summarizingLong(ConsumerRecord::offset))));
    return offsets.entrySet().stream()
        .map(topic -> "topic=%s offsets=%s".formatted(topic.getKey(), ranges(topic.getValue())))
        .collect(joining(" "));
  }

  /** As in {@code 0:12-40,2:7-7}. */
  private static String ranges(Map<Integer, LongSummaryStatistics> byPartition) {
    return byPartition.entrySet().stream()
        .map(each ->
            "%d:%d-%d".formatted(each.getKey(), each.getValue().getMin(), each.getValue().getMax()))
        .collect(joining(","));
  }
}
