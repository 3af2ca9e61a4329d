package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.EntitlementClient.ScimConnection;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.Role;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.simulator.Behaviour;
import dev.offboard.local.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A backlog with people in it who can't be finished: one whose sessions can't be touched, and some
/// with an account in an application that hangs. `-Dtroubled.backlog=20000` for as many as one
/// likes.
@OnPlatform
class TroubledBacklogIT {
  private static final int BACKLOG = Integer.getInteger("troubled.backlog", 300);
  private static final int WITH_AN_ACCOUNT = 20;
  private static final int CALLERS = 16;

  /// A tenth of what a machine with two cores does in a second.
  private static final Duration PATIENCE = Duration.ofSeconds(180 + BACKLOG / 10);

  private static final String TENANT = "it-troubled";
  private static final Role SELLER = new Role("crm", "seller");
  private static final String SECRET = "bearer-of-the-simulated-application";

  private final Stage stage;

  TroubledBacklogIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  @Test
  void all_others_complete_and_the_rest_says_why_not_and_heals() throws Exception {
    List<UserRef> users = stage.companyOf(TENANT, BACKLOG);
    UserRef cursed = users.get(BACKLOG / 2);
    stage.sessionOf(cursed);
    List<UserRef> sellers = users.subList(BACKLOG - WITH_AN_ACCOUNT, BACKLOG);
    try (Simulator crm =
        Simulator.start(0, new Simulator.Credentials(SECRET, "whsec_c2ltdWxhdGVk"))) {
      employ(sellers, crm);
      crm.scim(Behaviour.SLOW);
      try (AutoCloseable _ = stage.curse(cursed)) {
        Instant began = Instant.now();
        List<OffboardingId> ids = offboard(users);
        stage.await(
            "all others completed", PATIENCE, () -> completed() == BACKLOG - WITH_AN_ACCOUNT - 1);
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        System.out.printf(
            "%d offboardings beside %d in trouble: %.1f s, %.0f a second%n",
            BACKLOG, WITH_AN_ACCOUNT + 1, seconds, BACKLOG / seconds);

        saysWhy(ids.get(BACKLOG / 2), "session failed to revoke");
        ids.subList(BACKLOG - WITH_AN_ACCOUNT, BACKLOG).forEach(id -> saysWhy(id, "crm"));
        assertThat(completed()).isEqualTo(BACKLOG - WITH_AN_ACCOUNT - 1);
      }
      crm.scim(Behaviour.OK);
      stage.await("all healed", PATIENCE, () -> completed() == BACKLOG);
      assertThat(
              stage.number(
                  "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = '%s' AND attention_reason IS NOT NULL"
                      .formatted(TENANT)))
          .isZero();
    }
  }

  private void employ(List<UserRef> sellers, Simulator crm) {
    var tenant = sellers.getFirst().tenantId();
    var entitlement = stage.services().entitlement();
    entitlement.putApplication(
        tenant, SELLER.applicationId(), new TreeSet<>(List.of(SELLER.role())));
    entitlement.connect(
        tenant,
        SELLER.applicationId(),
        ScimConnection.of("sales-ops", crm.url().resolve("/scim/v2"), SECRET));
    entitlement.putGrants(
        tenant, sellers.stream().map(user -> NewGrant.of(user.userId(), SELLER)).toList());
  }

  private List<OffboardingId> offboard(List<UserRef> users) throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<OffboardingId>> requests =
          users.stream()
              .<Callable<OffboardingId>>map(user -> () -> stage.offboard(user, Stage.ERASURE))
              .toList();
      List<OffboardingId> ids = new ArrayList<>();
      for (Future<OffboardingId> accepted : callers.invokeAll(requests)) {
        ids.add(accepted.get());
      }
      return ids;
    }
  }

  private void saysWhy(OffboardingId id, String words) {
    OffboardingView view =
        stage.await(
            "needs attention because of " + words, id, it -> it.needsAttention().isPresent());
    assertThat(view.needsAttention().orElseThrow()).contains(words);
    assertThat(view.state()).isNotEqualTo(COMPLETED);
  }

  private long completed() {
    return stage.number(
        "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = '%s' AND state = 'COMPLETED'"
            .formatted(TENANT));
  }
}
