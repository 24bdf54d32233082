package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.workspace.SkillNetwork;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small skills that try to get at what they were not granted; each of them has to fail. The names
 * of the attempts are those of the functions in {@code attacks/}.
 */
class AttackTest {
  private static final int MANY = 100;

  @TempDir static Path sockets;
  private static AttackCase confined;
  private static ServerSocket port;
  private static ServerSocketChannel socket;

  @BeforeAll
  static void open() throws Exception {
    // Not below /tmp, which a sandbox has of its own.
    confined =
        new AttackCase(
            Files.createTempDirectory(Path.of("target").toAbsolutePath(), "attack-"),
            true,
            List.of());
    port = new ServerSocket();
    port.bind(new InetSocketAddress("0.0.0.0", 0));
    socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    socket.bind(UnixDomainSocketAddress.of(sockets.resolve("host.sock")));
  }

  @AfterAll
  static void close() throws Exception {
    confined.close();
    port.close();
    socket.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldShowNoFileThatWasNotGranted() throws Exception {
    return attempts("files", SkillNetwork.NONE);
  }

  @TestFactory
  Stream<DynamicTest> shouldGetNoRightsFromTheKernel() throws Exception {
    return attempts("kernel", SkillNetwork.NONE);
  }

  @TestFactory
  Stream<DynamicTest> shouldReachNoNetwork() throws Exception {
    return attempts("network", SkillNetwork.NONE);
  }

  @TestFactory
  Stream<DynamicTest> shouldReachNothingPastTheProxy() throws Exception {
    return attempts(
        "proxy",
        new SkillNetwork(
            List.of("*.example.org", "localhost:" + port.getLocalPort(), "169.254.169.254"),
            List.of(
                new SkillNetwork.Secret("API_KEY", List.of("api.example.org")),
                new SkillNetwork.Secret("HOOK_URL", List.of("hooks.example.org")))));
  }

  /** Without a sandbox the same attempts work; so it is not they that are at fault. */
  @ParameterizedTest
  @CsvSource({
    "files, read_a_file_of_the_host",
    "files, read_a_file_by_a_link_of_ones_own",
    "files, read_a_file_by_a_link_in_the_granted_folder",
    "files, read_a_file_by_a_hard_link",
    "files, read_another_agents_folder",
    "files, read_another_agents_folder_by_dots",
    "files, read_another_agents_folder_by_the_granted_folders_descriptor",
    "files, write_into_another_agents_folder",
    "files, write_to_an_attachment",
    "files, see_other_processes",
    "files, read_the_workers_environment",
    "kernel, ask_to_be_traced",
    "kernel, read_the_sessions_keys",
    "network, connect_to_a_port_of_this_machine",
    "network, connect_to_a_socket_of_the_host"
  })
  void shouldOnlyFailForTheSandbox(String file, String attempt, @TempDir Path other)
      throws Exception {
    try (AttackCase free = new AttackCase(other, false, List.of())) {
      ObjectNode inputs = withNetwork(free.inputs()).put("attempt", attempt);
      Answer answer = free.attack(file, inputs);
      assertThat(answer).isInstanceOf(Answer.Output.class);
      assertThat(((Answer.Output) answer).output().has("reached")).as("%s", answer).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fork_without_end",
        "start_threads_without_end",
        "take_memory_without_end",
        "take_memory_in_many_processes",
        "take_shared_memory",
        "fill_the_disk_by_many_files",
        "fill_the_disk_by_empty_files",
        "fill_the_disk_out_of_sight",
        "fill_the_artifacts"
      })
  void shouldEndWhatTakesMoreThanItMay(String attempt) throws Exception {
    assertThat(failure(spend(attempt)).code()).isEqualTo("LIMIT_EXCEEDED");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "fill_the_disk_by_one_file, File too large",
    "fill_the_temporary_folder, No space left",
    "fill_the_shared_folder, No space left",
    "open_files_without_end, Too many open files"
  })
  void shouldRefuseWhatIsMoreThanOneProcessMayHave(String attempt, String message)
      throws Exception {
    Failure failure = failure(spend(attempt));

    assertThat(failure.code()).isEqualTo("HANDLER_FAILED");
    assertThat(failure.message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compute_without_end", "compute_in_children_without_end"})
  void shouldEndWhatTakesMoreProcessorTimeThanItMay(String attempt) throws Exception {
    // when a tenth of a processor for twenty seconds is all that it may take
    Answer answer =
        confined.attack(
            "resources", inputs(attempt), SkillNetwork.NONE, Duration.ofSeconds(20), 100);

    // then
    assertThat(failure(answer).code()).isEqualTo("LIMIT_EXCEEDED");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait_without_end",
        "ignore_being_asked",
        "stop_oneself",
        "write_errors_without_end",
        "tell_progress_without_end"
      })
  void shouldEndWhatTakesTooLong(String attempt) throws Exception {
    // when
    Answer answer =
        confined.attack(
            "resources", inputs(attempt), SkillNetwork.NONE, Duration.ofSeconds(2), null);

    // then
    assertThat(failure(answer).code()).isEqualTo("TIMEOUT");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "answer_for_another_call, BAD_PROTOCOL",
    "answer_no_json, BAD_PROTOCOL",
    "answer_without_end, OUTPUT_TOO_LARGE",
    "answer_hugely, OUTPUT_TOO_LARGE",
    "announce_files_without_end, TOO_MANY_FILES",
    "announce_a_file_with_an_endless_name, BAD_PROTOCOL",
    "answer_nothing, SKILL_CRASHED"
  })
  void shouldTakeNoAnswerThatIsNone(String attempt, String code) throws Exception {
    assertThat(failure(spend(attempt)).code()).isEqualTo(code);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leave_a_daemon", "log_without_end", "kill_the_sandboxs_first_process"})
  void shouldLeaveNothingBehindWhateverItAnswers(String attempt) throws Exception {
    spend(attempt);

    assertNothingIsLeft();
  }

  @Test
  void shouldServeOthersWhileSomeTakeWhatTheyCan() throws Exception {
    // given
    List<String> greedy =
        List.of("fork_without_end", "take_memory_in_many_processes", "log_without_end");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> bad =
          greedy.stream().map(name -> threads.submit(() -> spend(name))).toList();

      // when
      List<Callable<Answer>> calls =
          Stream.generate(() -> (Callable<Answer>) this::ordinary).limit(10).toList();
      List<Future<Answer>> good = threads.invokeAll(calls);

      // then
      for (Future<Answer> answer : good) {
        assertThat(answer.get()).isInstanceOf(Answer.Output.class);
      }
      for (Future<Answer> answer : bad) {
        answer.get();
      }
    }
    assertNothingIsLeft();
  }

  private Answer ordinary() throws Exception {
    return confined.attack("files", confined.inputs());
  }

  private static Stream<DynamicTest> attempts(String file, SkillNetwork network) throws Exception {
    Answer all = confined.attack(file, confined.inputs());
    assertThat(all).isInstanceOf(Answer.Output.class);
    List<String> names =
        ((Answer.Output) all).output().get("attempts").valueStream().map(n -> n.asText()).toList();
    assertThat(names).hasSizeLessThan(MANY).hasSizeGreaterThan(5);
    return names.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> shouldBeDenied(file, name, network)));
  }

  private static void shouldBeDenied(String file, String attempt, SkillNetwork network)
      throws Exception {
    ObjectNode inputs = withNetwork(confined.inputs()).put("attempt", attempt);
    Answer answer = confined.attack(file, inputs, network, AttackCase.TIME, null);

    assertThat(answer).as("%s", answer).isInstanceOf(Answer.Output.class);
    assertThat(((Answer.Output) answer).output().has("denied")).as("%s", answer).isTrue();
    assertThat(confined.secret).hasContent("the host's secret");
    assertThat(confined.path("workspace/datasets/attached.csv")).hasContent("a,b\n1,2\n");
    assertThat(confined.path("workspace/agents.md")).doesNotExist();
    assertThat(confined.path("workspace/foreign/plan.md")).hasContent("another agent's plan");
  }

  private static Answer spend(String attempt) throws Exception {
    return confined.attack("resources", inputs(attempt));
  }

  private static ObjectNode inputs(String attempt) {
    return confined.inputs().put("attempt", attempt);
  }

  private static ObjectNode withNetwork(ObjectNode inputs) throws Exception {
    return inputs
        .put("port", port.getLocalPort())
        .put("address", address())
        .put("socket", sockets.resolve("host.sock").toString())
        .put("marker", "java.home");
  }

  /** Of this machine on its network, where it has one. */
  private static String address() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }

  /** No process of any sandbox, and no folder of a call. */
  private static void assertNothingIsLeft() throws Exception {
    Set<String> left =
        ProcessHandle.current()
            .descendants()
            .flatMap(process -> process.info().commandLine().stream())
            .filter(line -> line.contains("openclaw") || line.contains("7321"))
            .collect(java.util.stream.Collectors.toSet());
    assertThat(left).isEmpty();
    TestCells.assertNoFolderIsLeft();
  }

  private static Failure failure(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).failure();
  }
}
