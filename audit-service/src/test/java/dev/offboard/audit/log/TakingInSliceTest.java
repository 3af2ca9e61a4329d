package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EveryTenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Entries as they were before there was a tree: without a leaf hash, beyond what the tree has.
@AuditSlice
class TakingInSliceTest {
  private static final int OLDER = 9_000;

  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired TakingIn takingIn;
  @Autowired AuditLog log;

  private final OffboardingId offboarding = new OffboardingId(UUID.randomUUID());

  @BeforeEach
  void there_is_an_older_log() {
    transactions.executeWithoutResult(
        tx -> {
          jdbc.sql(
                  """
                  INSERT INTO entry (leaf_index, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at)
                  SELECT size + n, 'state-change', 'acme', 'u1', :id::uuid, 1, n, format('{"é":%s}', n), now()
                  FROM generate_series(0, :count - 1) AS n, (SELECT size FROM log_head FOR UPDATE) AS head
                  """)
              .param("id", offboarding.toString())
              .param("count", OLDER)
              .update();
          jdbc.sql("UPDATE log_head SET size = size + ?").param(OLDER).update();
        });
  }

  @AfterEach
  void all_of_it_is_in_the_tree() {
    assertThat(takingIn.takeIn()).isZero();
    assertThat(LogReader.of(context).isGapFree()).isTrue();
    LogReader.of(context).assertTreeIsThatOfTheEntries();
  }

  @Test
  void the_start_takes_in_all_of_it() {
    takingIn.start();
  }

  @Test
  void ended_after_a_batch_it_goes_on_from_there() {
    assertThat(takingIn.takeIn()).isPositive().isLessThan(OLDER);

    takingIn.start();
  }

  @Test
  void several_instances_at_once_take_in_each_entry_once() throws Exception {
    Callable<Long> instance = () -> takingIn.takeIn() + takingIn.takeIn() + takingIn.takeIn();
    long taken = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(4, EveryTenant.threads())) {
      for (Future<Long> each :
          pool.invokeAll(List.of(instance, instance, instance, instance), 60, TimeUnit.SECONDS)) {
        taken += each.get();
      }
    }

    assertThat(taken).isEqualTo(OLDER);
  }

  @Test
  void an_append_that_comes_first_takes_in_what_is_missing() {
    transactions.executeWithoutResult(
        tx ->
            log.append(
                List.of(
                    new Draft(
                        new Draft.Key(offboarding, EntryKind.STATE_CHANGE, "last"),
                        UserRef.of("acme", "u1"),
                        Epoch.FIRST,
                        "{}",
                        Instant.EPOCH))));
  }
}
