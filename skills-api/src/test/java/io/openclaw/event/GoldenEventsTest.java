package io.openclaw.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire form of each event type, which must never change under its type name. */
class GoldenEventsTest {

  static Stream<Object> events() {
    return EventSamples.all();
  }

  static Stream<Class<?>> types() {
    return EventSamples.STREAMS.stream().flatMap(s -> Arrays.stream(s.getPermittedSubclasses()));
  }

  static byte[] golden(String type) throws IOException {
    try (InputStream in = GoldenEventsTest.class.getResourceAsStream("/golden/" + type + ".json")) {
      return requireNonNull(in, "no golden file for " + type).readAllBytes();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldWriteGolden(Object event) throws Exception {
    byte[] golden = golden(EventJson.typeOf(event));

    assertThat(EventJson.mapper().readTree(EventJson.write(event)))
        .isEqualTo(EventJson.mapper().readTree(golden));
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldReadGolden(Object event) throws Exception {
    byte[] golden = golden(EventJson.typeOf(event));

    assertThat(EventJson.<Object>read(golden, streamClass(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldHaveSampleAndStableTypeName(Class<?> type) throws Exception {
    Object sample = events().filter(type::isInstance).findFirst().orElseThrow();

    String name = EventJson.typeOf(sample);

    assertThat(name).matches("io\\.openclaw\\.[a-z-]+\\.[a-z-]+\\.v\\d+");
    assertThat(golden(name)).isNotEmpty();
  }

  @Test
  void shouldNotShareTypeNames() {
    assertThat(events().map(EventJson::typeOf)).doesNotHaveDuplicates();
  }

  @Test
  void shouldListEverySubtypeForJackson() {
    for (Class<?> stream : EventSamples.STREAMS) {
      JsonSubTypes listed = requireNonNull(stream.getAnnotation(JsonSubTypes.class));

      assertThat(Arrays.stream(listed.value()).<Class<?>>map(JsonSubTypes.Type::value))
          .containsExactlyInAnyOrder(stream.getPermittedSubclasses());
    }
  }

  @Test
  void shouldKnowEveryStream() {
    Set<String> sealed =
        new ClassFileImporter()
            .importPackages("io.openclaw.event").stream()
                .filter(type -> type.isAnnotatedWith(JsonTypeInfo.class))
                .filter(type -> !type.isEquivalentTo(Work.class))
                .filter(type -> !type.isEquivalentTo(Conditions.OnFailure.class))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(EventSamples.STREAMS.stream().map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(sealed);
  }

  @Test
  void shouldIgnoreMembersOfNewerWriters() throws Exception {
    byte[] newer =
        """
        {"type":"io.openclaw.worker.stopped.v1","workerId":"w","reason":{"why":[1]},
         "incarnation":"5b8e2f14-90ac-4d37-8f61-c2d4e6a89b03","at":"2026-11-22T09:30:00Z"}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(EventJson.read(newer, WorkerSignal.class).workerId()).isEqualTo("w");
  }

  /** Some lie in Kafka while a system is upgraded, and old gateways go on writing them. */
  @ParameterizedTest
  @ValueSource(strings = {"io.openclaw.task.cancel.v1", "io.openclaw.approval.resolve.v1"})
  void shouldTakeWhoSpeaksForTheTenantWhereOlderWritersNamedNone(String type) throws Exception {
    ObjectNode older = (ObjectNode) EventJson.mapper().readTree(golden(type));
    older.remove("tenant");
    older.put("by", "acme");

    TaskCommand read =
        EventJson.read(EventJson.mapper().writeValueAsBytes(older), TaskCommand.class);

    assertThat(read).extracting("tenant", "by").containsExactly("acme", "acme");
  }

  @Test
  void shouldRefuseEventOfAnotherStream() throws Exception {
    byte[] golden = golden("io.openclaw.worker.stopped.v1");

    assertThatThrownBy(() -> EventJson.read(golden, TaskEvent.class))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("io.openclaw.worker.stopped.v1");
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> streamClass(Object event) {
    return (Class<Object>) EventSamples.streamOf(event);
  }
}
