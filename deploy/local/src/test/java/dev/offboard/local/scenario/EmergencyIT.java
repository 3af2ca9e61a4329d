package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Everybody leaves at the same moment, the worst burst there is: all are started by timers, as
/// fast as the database takes it, and then wait in topics. `-Demergency.backlog=100000` for as many
/// as one likes, `-Demergency.within=5` to hold it to the seconds that are promised.
@OnPlatform
class EmergencyIT {
  private static final int BACKLOG = Integer.getInteger("emergency.backlog", 2_000);

  /// Five seconds on a machine with nothing else to do; others may be busy.
  private static final Duration WITHIN =
      Duration.ofSeconds(Integer.getInteger("emergency.within", 60));

  /// For everybody to be asked for, on two cores.
  private static final int REQUESTS_PER_SECOND = 250;

  private static final Duration PATIENCE = Stage.PATIENCE.plusMillis(20L * BACKLOG);

  private static final int CALLERS = 16;
  private static final int EMERGENCIES = 3;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Stage stage;

  EmergencyIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void an_emergency_overtakes_whatever_waits() throws Exception {
    List<UserRef> crowd = stage.companyOf("it-backlog", BACKLOG);
    List<UserRef> hostile = stage.companyOf("it-emergency", EMERGENCIES);
    List<Tokens> tokens = new ArrayList<>(hostile.stream().map(stage::sessionOf).toList());
    UserRef inTheBacklog = crowd.getLast();
    hostile = new ArrayList<>(hostile);
    hostile.add(inTheBacklog);
    tokens.add(stage.sessionOf(inTheBacklog));

    Instant all = Instant.now().plusSeconds(2 + BACKLOG / REQUESTS_PER_SECOND);
    askFor(crowd, all);
    // later, a fast machine would have worked off those that started first
    stage.await("half have started", PATIENCE, () -> inState("SCHEDULED") <= BACKLOG / 2);

    List<String> seen = revokedInTime(hostile, tokens);
    System.out.printf("emergencies past a backlog of %d: %s%n", BACKLOG, seen);

    stage.await("nobody waits for ever", PATIENCE, () -> inState("REVOKED") == BACKLOG);
    System.out.printf(
        "the backlog itself took %d s%n", Duration.between(all, Instant.now()).toSeconds());
  }

  /// All at the same moment, while the crowd waits: one after the other, the last would come when
  /// nobody is left to be overtaken.
  private List<String> revokedInTime(List<UserRef> users, List<Tokens> tokens) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(users.size())) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < users.size(); i++) {
        UserRef user = users.get(i);
        Tokens held = tokens.get(i);
        calls.add(() -> revokedInTime(user, held));
      }
      List<String> seen = new ArrayList<>();
      for (Future<String> one : callers.invokeAll(calls)) {
        seen.add(one.get());
      }
      return seen;
    }
  }

  /// From the request to the answer that the state is REVOKED; more wait on than came first.
  private String revokedInTime(UserRef user, Tokens tokens) {
    long before = inState("REVOKED");
    Instant asked = Instant.now();
    OffboardingId id = stage.offboard(user, Stage.TERMINATION);
    Duration accepted = Duration.between(asked, Instant.now());
    Awaitility.await("revoked: " + user)
        .atMost(WITHIN.minus(accepted))
        .pollInterval(LOOK_EVERY)
        .untilAsserted(
            () ->
                assertThat(stage.services().offboardings().get(id).state())
                    .isEqualTo(OffboardingState.REVOKED));
    Duration taken = Duration.between(asked, Instant.now());
    long after = inState("REVOKED");
    long waiting = BACKLOG - after;

    assertThat(stage.services().sessions().isActive(tokens.access())).isFalse();
    assertThat(stage.services().entitlement().isAllowed(user, Stage.READER)).isFalse();
    String seen =
        "%d ms (answered after %d ms, %d waiting)"
            .formatted(taken.toMillis(), accepted.toMillis(), waiting);
    assertThat(waiting).as("others still wait, or %s proves nothing", seen).isPositive();
    assertThat(after - before)
        .as("most of those who waited before wait on: %s", seen)
        .isLessThan(waiting);
    return seen;
  }

  private void askFor(List<UserRef> users, Instant effectiveAt) throws Exception {
    ReasonCode reason = Stage.PLANNED;
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<OffboardingId>> requests =
          users.stream()
              .map(
                  user ->
                      new OffboardingRequest(
                          user, reason, Optional.of(effectiveAt), Optional.empty()))
              .<Callable<OffboardingId>>map(
                  request -> () -> stage.services().offboardings().request(request).id())
              .toList();
      for (Future<OffboardingId> accepted : callers.invokeAll(requests)) {
        accepted.get();
      }
    }
  }

  private long inState(String state) {
    return stage.number(
        "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = 'it-backlog' AND state = '%s'"
            .formatted(state));
  }
}
