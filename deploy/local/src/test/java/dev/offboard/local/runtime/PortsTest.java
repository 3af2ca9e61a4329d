package dev.offboard.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PortsTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  void the_default_is_taken_when_it_is_free() {
    assertThat(ports(Map.of(), Set.of()).choose("orchestrator", 8080)).isEqualTo(8080);
    assertThat(notes).isEmpty();
  }

  @Test
  void a_remembered_port_goes_before_the_default() {
    assertThat(ports(Map.of("orchestrator", 9999), Set.of()).choose("orchestrator", 8080))
        .isEqualTo(9999);
  }

  @Test
  void a_taken_port_is_followed_by_the_next_free_one_and_it_is_said() {
    assertThat(ports(Map.of(), Set.of(8080, 8081)).choose("orchestrator", 8080)).isEqualTo(8082);
    assertThat(notes)
        .containsExactly("orchestrator: port 8080 is taken by something else: using 8082");
  }

  @Test
  void two_processes_never_get_the_same_port() {
    Ports ports = ports(Map.of(), Set.of(8080));

    assertThat(ports.choose("orchestrator", 8080)).isEqualTo(8081);
    assertThat(ports.choose("identity", 8081)).isEqualTo(8082);
    assertThat(ports.chosen()).isEqualTo(Map.of("orchestrator", 8081, "identity", 8082));
  }

  @Test
  void no_free_port_at_all_is_an_error_that_names_the_process() {
    Ports ports = new Ports(Map.of(), port -> false, (name, note) -> {});

    assertThatThrownBy(() -> ports.choose("kafka", 19092))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageStartingWith("No free port for kafka from 19092 on");
  }

  @Test
  void a_port_that_somebody_listens_on_is_not_free() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
    }
  }

  private Ports ports(Map<String, Integer> remembered, Set<Integer> taken) {
    IntPredicate isFree = port -> !taken.contains(port);
    return new Ports(remembered, isFree, (name, note) -> notes.add(name + ": " + note));
  }
}
