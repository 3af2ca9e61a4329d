package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.orchestrator.OrchestratorSlice;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionSliceTest extends OrchestratorSlice {
  @Autowired private Inbox inbox;
  @Autowired private IdempotencyKeys keys;
  @Autowired private History history;
  @Autowired private Offboardings offboardings;
  @Autowired private TransactionTemplate transaction;
  @Autowired private List<MessageHandler> handlers;

  @Test
  void state_inbox_and_outbox_roll_back_together() {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "erasure-request");
    StepReports[] reports = participants.completeLast(user);
    MessageHandler handler =
        handlers.stream()
            .filter(it -> it.topics().contains(Topics.REPORTS))
            .findFirst()
            .orElseThrow();
    List<Received> batch =
        List.of(
            received(reports[0]), received(reports[1]), received(reports[2]), received(reports[3]));

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    tx -> {
                      inbox.accept(handler.consumer(), batch.stream().map(Received::id).toList());
                      handler.handle(batch);
                      assertThat(stateInThisTransaction(id)).isEqualTo("VERIFYING");
                      throw new IllegalStateException("just before the commit");
                    }))
        .hasMessage("just before the commit");

    assertThat(stateOf(id)).isEqualTo("REVOKING");
    assertThat(shown(id).path("steps"))
        .allMatch(step -> "ANNOUNCED".equals(step.path("state").asString()));
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(participants.changes(user)).extracting(StateChange::sequence).containsExactly(1);
    assertThat(countInbox(batch)).isZero();

    deliveries.deliver(reports);
    assertThat(stateOf(id)).isEqualTo("VERIFYING");
  }

  @Test
  void a_micronaut_repository_and_jdbc_client_share_one_transaction() {
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        tx -> {
          keys.insertIfFree(tenant, "k", "hash", id);
          assertThat(countKeys()).as("JdbcClient sees the repository's row").isEqualTo(1);
          jdbc.sql("INSERT INTO state_change VALUES (?, 1, NULL, 'REVOKING', 'x', 'y', 'z', now())")
              .param(id)
              .update();
          assertThat(history.of(id)).as("the repository sees JdbcClient's row").hasSize(1);
          tx.setRollbackOnly();
        });

    assertThat(countKeys()).isZero();
    assertThat(history.of(id)).isEmpty();
  }

  @Test
  void nothing_is_decided_outside_a_transaction() {
    assertThatThrownBy(() -> offboardings.lock(List.of()))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThatThrownBy(() -> offboardings.save(new Decisions(List.of(), java.time.Instant.EPOCH)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  private static Received received(StepReports reports) {
    return new Received(UUID.randomUUID(), "offboarding.reports", 0, 0, "/tests", reports);
  }

  private String stateInThisTransaction(OffboardingId id) {
    return jdbc.sql("SELECT state FROM offboarding WHERE id = ?")
        .param(id.value())
        .query(String.class)
        .single();
  }

  private int countInbox(List<Received> batch) {
    return jdbc.sql("SELECT count(*) FROM inbox WHERE message_id IN (:ids)")
        .param("ids", batch.stream().map(Received::id).toList())
        .query(Integer.class)
        .single();
  }

  private int countKeys() {
    return jdbc.sql("SELECT count(*) FROM idempotency_key WHERE tenant_id = ?")
        .param(tenant)
        .query(Integer.class)
        .single();
  }
}
