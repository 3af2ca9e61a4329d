package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.EncryptedNote;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryRecordsTest {
  @Test
  void what_is_committed_together_is_one_record() {
    List<StateChange> changes = changes(1000);
    assertThat(HistoryRecords.of(changes)).containsExactly(new StateChanges(changes));
    assertThat(HistoryRecords.of(changes(1))).hasSize(1);
    assertThat(HistoryRecords.of(List.of())).isEmpty();
  }

  @Test
  void long_notes_take_more_records_and_none_is_lost() {
    EncryptedNote longest = new EncryptedNote("a", new UUID(1, 2), "s", "c", "x".repeat(16_000));
    List<StateChange> changes = changes(200).stream().map(change -> change.with(longest)).toList();

    List<StateChanges> records = HistoryRecords.of(changes);

    assertThat(records).hasSizeBetween(9, 12);
    assertThat(records.stream().flatMap(record -> record.changes().stream()))
        .containsExactlyElementsOf(changes);
  }

  private static List<StateChange> changes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            sequence ->
                new StateChange(
                    new OffboardingId(new UUID(1, 2)),
                    new TenantId("acme"),
                    new UserId("u1"),
                    Epoch.FIRST,
                    sequence,
                    null,
                    OffboardingState.REVOKING,
                    Initiator.OPERATOR,
                    "requested",
                    Instant.EPOCH,
                    null))
        .toList();
  }
}
