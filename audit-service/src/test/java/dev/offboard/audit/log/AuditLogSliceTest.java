package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EveryTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@AuditSlice
class AuditLogSliceTest {
  private static final Instant AT = Instant.parse("2026-11-23T09:00:00Z");

  @Autowired ApplicationContext context;
  @Autowired AuditLog log;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;

  private final OffboardingId offboarding = new OffboardingId(UUID.randomUUID());
  private LogReader reader;

  @BeforeEach
  void look() {
    reader = LogReader.of(context);
  }

  @AfterEach
  void the_log_has_no_gap_and_its_tree() {
    assertThat(reader.isGapFree()).isTrue();
    reader.assertTreeIsThatOfTheEntries();
  }

  @Test
  void entries_get_the_next_leaf_indexes_in_the_given_order() {
    long size = reader.size();

    assertThat(append(change(2, "b"), change(1, "a"), change(3, "c"))).isEqualTo(3);

    assertThat(reader.bodies(offboarding)).containsExactly("\"b\"", "\"a\"", "\"c\"");
    assertThat(reader.size()).isEqualTo(size + 3);
  }

  @Test
  void what_the_log_has_is_not_appended_again() {
    append(change(1, "a"), change(2, "b"));

    assertThat(append(change(2, "b"), change(3, "c"), change(3, "c"))).isEqualTo(1);
    assertThat(append(change(1, "a"))).isZero();
    assertThat(append()).isZero();

    assertThat(reader.bodies(offboarding)).containsExactly("\"a\"", "\"b\"", "\"c\"");
  }

  @Test
  void a_contradiction_is_refused_with_everything_that_came_with_it() {
    append(change(1, "a"));

    assertThatThrownBy(() -> append(change(2, "b"), change(1, "other")))
        .isInstanceOf(UnfitEntry.class)
        .hasMessageContaining(offboarding + ", state-change 1 contradicts");
    assertThatThrownBy(() -> append(change(2, "b"), change(2, "other")))
        .isInstanceOf(UnfitEntry.class);

    assertThat(reader.bodies(offboarding)).containsExactly("\"a\"");
  }

  @Test
  void a_rolled_back_append_leaves_no_gap() {
    transactions.executeWithoutResult(
        tx -> {
          log.append(List.of(change(1, "a"), change(2, "b")));
          tx.setRollbackOnly();
        });

    append(change(3, "c"));

    assertThat(reader.bodies(offboarding)).containsExactly("\"c\"");
  }

  @Test
  void a_body_holds_65535_bytes_and_not_one_more() {
    String largest = "é".repeat((Draft.MAX_BODY_BYTES - 3) / 2) + "x";
    append(change(1, largest));
    assertThat(reader.bodies(offboarding)).containsExactly("\"" + largest + "\"");

    assertThatThrownBy(() -> change(2, largest + "x"))
        .isInstanceOf(UnfitEntry.class)
        .hasMessageContaining("65536 bytes (expected: <= 65535)");
  }

  @Test
  void appending_without_a_transaction_is_an_error() {
    assertThatThrownBy(() -> log.append(List.of(change(1, "a"))))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void a_head_that_was_set_back_stops_the_log() {
    append(change(1, "a"));

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      jdbc.sql("UPDATE log_head SET size = size - 1").update();
                      log.append(List.of(change(2, "b")));
                    }))
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("nothing is lost");
  }

  @Test
  void a_head_whose_root_was_made_up_stops_the_log() {
    append(change(1, "a"));

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    tx -> {
                      jdbc.sql("UPDATE log_head SET root = sha256('made up')").update();
                      log.append(List.of(change(2, "b")));
                    }))
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("its peaks lead to");
  }

  @Test
  void tiles_become_full_in_batches_of_any_size() {
    int sequence = 1;
    for (int size : new int[] {1, 255, 1, 256, 300, 1023, 2, 511}) {
      append(changes(sequence, size));
      sequence += size;
      reader.assertTreeIsThatOfTheEntries();
    }
  }

  @Test
  void a_rolled_back_append_leaves_no_tile() {
    transactions.executeWithoutResult(
        tx -> {
          log.append(List.of(changes(1, 600)));
          tx.setRollbackOnly();
        });
    reader.assertTreeIsThatOfTheEntries();

    append(changes(601, 600));
  }

  @Test
  void twenty_threads_append_the_same_and_different_entries_exactly_once_without_a_gap()
      throws Exception {
    int threads = 20;
    int each = 25;
    long size = reader.size();
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Integer>> appended = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, EveryTenant.threads())) {
      for (int thread = 0; thread < threads; thread++) {
        // two threads each say the same things, in an order of their own
        int pair = thread / 2;
        Random random = new Random(thread);
        appended.add(
            pool.submit(
                () -> {
                  List<Draft> drafts =
                      new ArrayList<>(
                          IntStream.range(0, each)
                              .mapToObj(i -> change(1 + pair * each + i, "x" + pair + "." + i))
                              .toList());
                  Collections.shuffle(drafts, random);
                  start.await(60, TimeUnit.SECONDS);
                  int count = 0;
                  for (int from = 0; from < each; from += 5) {
                    count += append(drafts.subList(from, from + 5).toArray(Draft[]::new));
                  }
                  return count;
                }));
      }
    }
    int total = 0;
    for (Future<Integer> count : appended) {
      total += count.get(60, TimeUnit.SECONDS);
    }

    assertThat(total).isEqualTo(threads / 2 * each);
    assertThat(reader.size()).isEqualTo(size + total);
    assertThat(reader.bodies(offboarding)).hasSize(total).doesNotHaveDuplicates();
  }

  private int append(Draft... drafts) {
    return transactions.execute(tx -> log.append(List.of(drafts)));
  }

  private Draft[] changes(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(sequence -> change(sequence, "what " + sequence))
        .toArray(Draft[]::new);
  }

  private Draft change(int sequence, String what) {
    return new Draft(
        new Draft.Key(offboarding, EntryKind.STATE_CHANGE, Integer.toString(sequence)),
        UserRef.of("acme", "u1"),
        Epoch.FIRST,
        "\"" + what + "\"",
        AT);
  }
}
