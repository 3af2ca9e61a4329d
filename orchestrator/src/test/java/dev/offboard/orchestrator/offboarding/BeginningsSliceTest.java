package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EveryTenant;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.offboarding.Beginnings.Outcome;
import dev.offboard.orchestrator.policy.Policies;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

class BeginningsSliceTest extends OrchestratorSlice {
  private static final ReasonCode REASON = new ReasonCode("planned-departure");

  @Autowired private Beginnings beginnings;
  @Autowired private Policies policies;

  @Test
  void requests_that_arrive_while_one_commits_share_the_next_commit() throws Exception {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      candidates.add(candidate("u" + i, null));
    }
    List<Future<Outcome>> begun = queuedBehindALock(candidates);

    for (Future<Outcome> decision : begun) {
      assertThat(decision.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Began.class);
    }
    assertThat(
            jdbc.sql("SELECT count(DISTINCT xmin::text) FROM offboarding WHERE tenant_id = ?")
                .param(tenant)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
    assertThat(participants.announced(UserRef.of(tenant, "u29"))).hasSize(1);
  }

  @Test
  void one_that_cannot_be_kept_fails_alone() throws Exception {
    List<Future<Outcome>> begun =
        queuedBehindALock(
            List.of(
                candidate("u1", null), unfit("u2"), candidate("u3", null), candidate("u4", null)));

    assertThat(begun.get(0).get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Began.class);
    assertThatThrownBy(() -> begun.get(1).get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DataIntegrityViolationException.class);
    assertThat(begun.get(2).get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Began.class);
    assertThat(begun.get(3).get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Began.class);
    assertThat(participants.announced(UserRef.of(tenant, "u2"))).isEmpty();
  }

  @Test
  void of_two_for_one_user_or_under_one_key_in_one_commit_one_begins() throws Exception {
    List<Future<Outcome>> begun =
        queuedBehindALock(
            List.of(
                candidate("first", null),
                candidate("same", "a"),
                candidate("same", "b"),
                candidate("one", "c"),
                candidate("two", "c")));

    List<Boolean> present = new ArrayList<>();
    for (Future<Outcome> decision : begun) {
      present.add(decision.get(30, TimeUnit.SECONDS) instanceof Outcome.Began);
    }
    assertThat(present.subList(1, 3)).containsExactlyInAnyOrder(true, false);
    assertThat(present.subList(3, 5)).containsExactlyInAnyOrder(true, false);
    assertThat(
            jdbc.sql("SELECT count(*) FROM idempotency_key WHERE tenant_id = ?")
                .param(tenant)
                .query(Integer.class)
                .single())
        .as("who didn't begin gave its key back")
        .isEqualTo(2);
  }

  /// The first candidate waits for the lock; the others queue up behind it and go together.
  private List<Future<Outcome>> queuedBehindALock(List<Candidate> candidates) {
    ExecutorService threads = Executors.newThreadPerTaskExecutor(EveryTenant.threads());
    List<Future<Outcome>> begun = new ArrayList<>();
    transactions.executeWithoutResult(
        tx -> {
          jdbc.sql("LOCK TABLE offboarding IN SHARE ROW EXCLUSIVE MODE").update();
          Candidate first = candidates.getFirst();
          begun.add(threads.submit(() -> beginnings.begin(first)));
          Awaitility.await("the first waits for the lock")
              .atMost(20, TimeUnit.SECONDS)
              .until(() -> somebodyWaitsForTheTable());
          for (Candidate candidate : candidates.subList(1, candidates.size())) {
            begun.add(threads.submit(() -> beginnings.begin(candidate)));
          }
          Awaitility.await("the others have queued up")
              .atMost(20, TimeUnit.SECONDS)
              .until(() -> beginnings.waiting() == candidates.size() - 1);
        });
    threads.shutdown();
    return begun;
  }

  private boolean somebodyWaitsForTheTable() {
    return jdbc.sql(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation ="
                + " 'offboarding'::regclass)")
        .query(Boolean.class)
        .single();
  }

  /// PostgreSQL keeps no NUL, not even in JSON.
  private Candidate unfit(String user) {
    Candidate fit = candidate(user, null);
    PolicySnapshot policy = fit.policy();
    return new Candidate(
        fit.request(),
        fit.requester(),
        new PolicySnapshot(
            "no text \0",
            policy.version(),
            policy.gracePeriod(),
            policy.deadlines(),
            policy.onRefusal(),
            policy.attentionAfter(),
            policy.erase(),
            policy.sweeps(),
            policy.priority(),
            policy.otherContract(),
            policy.fourEyes()),
        fit.epoch(),
        null,
        null,
        0,
        null);
  }

  private Candidate candidate(String user, @Nullable String key) {
    return new Candidate(
        new OffboardingRequest(UserRef.of(tenant, user), REASON, List.of(), null, null, key),
        Party.of(new Initiator("operator", "operator")),
        policies.of(REASON).orElseThrow(),
        Epoch.FIRST,
        null,
        null,
        0,
        null);
  }
}
