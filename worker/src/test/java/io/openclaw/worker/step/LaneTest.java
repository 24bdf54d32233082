package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final String TOPIC = "openclaw.steps.agent-a";

  private final Semaphore go = new Semaphore(0);
  private final List<Long> done = new CopyOnWriteArrayList<>();
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final Lane lane = new Lane(TOPIC, this::work);

  private void work(Delivery delivery) {
    most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
    go.acquireUninterruptibly();
    done.add(delivery.record().offset());
    atWork.decrementAndGet();
  }

  @Test
  void shouldDealWithOneAfterTheOtherInTheirOrder() {
    // when
    go.release(500);
    for (long offset = 0; offset < 500; offset++) {
      lane.add(delivery(0, offset));
    }

    // then
    await().until(() -> done.size() == 500);
    assertThat(done).containsExactlyElementsOf(LongStream.range(0, 500).boxed().toList());
    assertThat(most).hasValue(1);
  }

  @Test
  void shouldGoOnAfterItHasHadNothingToDo() {
    // given
    go.release(2);
    lane.add(delivery(0, 1));
    await().until(() -> done.size() == 1);

    // when
    lane.add(delivery(0, 2));

    // then
    await().until(() -> done.size() == 2);
  }

  @Test
  void shouldDropWhatIsAnotherWorkersNow() {
    // given
    lane.add(delivery(0, 1));
    await().until(() -> atWork.get() == 1);
    lane.add(delivery(0, 2));
    lane.add(delivery(1, 3));
    lane.add(delivery(0, 4));

    // when
    lane.drop(List.of(new TopicPartition(TOPIC, 0), new TopicPartition("another", 1)));
    lane.add(delivery(1, 5));
    go.release(5);

    // then
    await().until(() -> done.size() == 3);
    assertThat(done).containsExactly(1L, 3L, 5L);
  }

  private static Delivery delivery(int partition, long offset) {
    return new Delivery(
        new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], new byte[0]),
        () -> {},
        failure -> {});
  }
}
