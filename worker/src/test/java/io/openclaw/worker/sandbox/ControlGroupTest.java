package io.openclaw.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlGroupTest {
  private static final String FILES = "21 1 254:0 / / rw,relatime - ext4 /dev/vda rw";
  private static final String CPU =
      "30 25 0:26 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct";
  private static final String PIDS =
      "37 25 0:33 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids";
  private static final String UNIFIED = "23 22 0:21 / /sys/fs/cgroup rw,relatime - cgroup2 none rw";

  @Test
  void shouldFindTheOneOfVersion1() {
    assertThat(
            ControlGroup.own(
                List.of("8:pids:/services/worker", "1:cpu,cpuacct:/", "0::/"),
                List.of(FILES, CPU, PIDS)))
        .isEqualTo(new ControlGroup(Path.of("/sys/fs/cgroup/pids/services/worker"), false));
  }

  @Test
  void shouldFindTheOneOfVersion2() {
    assertThat(ControlGroup.own(List.of("0::/user.slice/a:b.scope"), List.of(FILES, UNIFIED)))
        .isEqualTo(new ControlGroup(Path.of("/sys/fs/cgroup/user.slice/a:b.scope"), true));
  }

  /** Both are mounted while a system moves from one to the other. */
  @Test
  void shouldTakeTheOneThatCounts() {
    assertThat(ControlGroup.own(List.of("0::/b", "8:pids:/a"), List.of(UNIFIED, CPU, PIDS)))
        .isEqualTo(new ControlGroup(Path.of("/sys/fs/cgroup/pids/a"), false));
  }

  /** A container may be shown its own part of the tree only. */
  @Test
  void shouldFindItBeneathTheRootOfItsMount() {
    // given
    String part = "23 22 0:21 /pod/box /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw";

    // then
    assertThat(ControlGroup.own(List.of("0::/pod/box/worker"), List.of(part)))
        .isEqualTo(new ControlGroup(Path.of("/sys/fs/cgroup/worker"), true));
    assertThat(ControlGroup.own(List.of("0::/pod/another"), List.of(part))).isNull();
  }

  @Test
  void shouldFindNoneWhereNoneIsMounted() {
    assertThat(ControlGroup.own(List.of("8:pids:/", "0::/"), List.of(FILES, CPU))).isNull();
  }
}
