package dev.offboard.orchestrator.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.wire.ContractsModule;
import dev.offboard.orchestrator.IdentityStub;
import dev.offboard.orchestrator.calls.ResilientCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DirectoryTest {
  private final IdentityStub identity = IdentityStub.started();
  private final UserRef user = UserRef.of("acme", "u1");
  private final Directory directory = directoryAt(identity.url());

  @Test
  void it_finds_the_epoch_and_whether_there_is_something_to_take_away() {
    identity.knows(user, 3, "ACTIVE");
    assertThat(directory.find(user))
        .isEqualTo(new DirectoryUser(new Epoch(3), "ACTIVE", null, false, false, false, ""));
    assertThat(directory.find(user).isActive()).isTrue();
    identity.knows(user, 3, "DEPROVISIONED");
    assertThat(directory.find(user).isActive()).isFalse();
    identity.knows(user, 3, "SUSPENDED_BY_A_NEWER_VERSION");
    assertThat(directory.find(user).isActive()).isFalse();
  }

  @Test
  void an_unknown_tenant_and_an_unknown_user_are_told_apart() {
    assertCode("tenant-unknown");
    identity.knows(UserRef.of("acme", "other"), 1, "ACTIVE");
    assertCode("user-unknown");
  }

  @Test
  void a_hiccup_is_tried_again() {
    identity.knows(user, 1, "ACTIVE");
    identity.failsOnce(503);
    assertThat(directory.find(user).isActive()).isTrue();
    assertThat(identity.calls()).isEqualTo(2);
  }

  @Test
  void a_service_that_keeps_failing_is_left_alone() {
    identity.fails(500);
    for (int i = 0; i < 20; i++) {
      assertCode("identity-away");
    }
    assertThat(identity.calls()).as("the breaker opened").isEqualTo(20);
  }

  @Test
  void an_answer_that_is_no_user_is_no_answer_and_is_not_quoted() {
    identity.knows(user, 1, "ACTIVE");
    identity.answersRubbishAbout(user);
    assertThatThrownBy(() -> directory.find(user))
        .isInstanceOf(ApiProblem.class)
        .hasMessageContaining("something that is no user")
        .hasNoCause();
  }

  @Test
  void a_refused_token_is_not_the_callers_fault() {
    identity.fails(401);
    assertCode("identity-away");
  }

  @Test
  void a_service_that_does_not_answer_is_given_up_in_time() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
      Directory toDeaf = directoryAt("http://127.0.0.1:" + deaf.getLocalPort());
      long before = System.nanoTime();
      assertThatThrownBy(() -> toDeaf.find(user)).hasMessageContaining("does not answer");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
  }

  private void assertCode(String code) {
    assertThatThrownBy(() -> directory.find(user))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> assertThat(problem.getBody().getProperties()).containsEntry("code", code));
  }

  private static Directory directoryAt(String url) {
    Duration call = Duration.ofMillis(400);
    Duration total = Duration.ofSeconds(1);
    return new Directory(
        new DirectoryProperties(URI.create(url), call, total),
        "token",
        new ResilientCalls("identity", call, total, new SimpleMeterRegistry()),
        JsonMapper.builder().addModule(new ContractsModule()).build());
  }
}
