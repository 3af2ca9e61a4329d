package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import io.micronaut.data.model.Limit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@AuditSlice
class EntriesSliceTest {
  private static final Instant AT = Instant.parse("2026-11-23T09:00:00.123456Z");

  @Autowired ApplicationContext context;
  @Autowired AuditLog log;
  @Autowired Entries entries;
  @Autowired TransactionTemplate transactions;

  private final OffboardingId offboarding = new OffboardingId(UUID.randomUUID());

  @Test
  void micronaut_reads_and_jdbc_client_writes_in_one_transaction() {
    long size = LogReader.of(context).size();

    transactions.executeWithoutResult(
        tx -> {
          log.append(List.of(draft()));

          assertThat(read()).as("seen by the transaction that appended").hasSize(1);
          tx.setRollbackOnly();
        });

    assertThat(read()).as("gone with it").isEmpty();
    assertThat(LogReader.of(context).size()).isEqualTo(size);
  }

  @Test
  void an_entry_is_read_as_it_was_appended() {
    long size = LogReader.of(context).size();
    transactions.executeWithoutResult(tx -> log.append(List.of(draft())));

    assertThat(read())
        .containsExactly(
            new Entry(
                size,
                EntryKind.REPORT,
                offboarding,
                UserRef.of("acme", "u1").tenantId(),
                UserRef.of("acme", "u1").userId(),
                new Epoch(7),
                AT,
                "{\"a\":\"\u20ac\"}"));
  }

  private List<Entry> read() {
    return entries.findByOffboardingIdAndIndexGreaterThanOrderByIndex(
        offboarding, -1, Limit.of(10, 0));
  }

  private Draft draft() {
    return new Draft(
        new Draft.Key(offboarding, EntryKind.REPORT, "key"),
        UserRef.of("acme", "u1"),
        new Epoch(7),
        "{\"a\":\"\u20ac\"}",
        AT);
  }
}
