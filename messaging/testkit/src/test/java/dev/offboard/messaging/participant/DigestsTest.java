package dev.offboard.messaging.participant;

import static dev.offboard.messaging.testkit.Inventories.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.wire.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestsTest {
  /// An entry of the audit log.
  private static final int MAX_ENTRY = 65_535;

  /// Kafka's default.
  private static final int MAX_RECORD = 1_048_576;

  private final MessageCodec codec = new MessageCodec();

  @Test
  void kinds_are_told_apart_and_the_same_identifier_looks_different_in_each() {
    List<InventoryItem> items =
        Digests.of(Inventory.of("b", List.of("x", "y")).and("a", List.of("x")).and("c", List.of()));

    assertThat(items).extracting(InventoryItem::kind).containsExactly("a", "b");
    assertThat(items).extracting(InventoryItem::salt).doesNotHaveDuplicates();
    assertThat(items.getLast().digests())
        .contains(digest(items.getLast(), "x"))
        .doesNotContain(digest(items.getFirst(), "x"));
  }

  @Test
  void too_many_of_a_kind_are_told_by_one_digest_over_all() throws Exception {
    List<String> ids = ids(Digests.MOST_OF_A_KIND + 1);
    InventoryItem item = Digests.of(Inventory.of("grants/crm", ids)).getFirst();

    assertThat(item.count()).isEqualTo(51);
    assertThat(item.digests()).isNull();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ids.stream()
        .map(id -> Base64.getDecoder().decode(digest(item, id)))
        .sorted(Arrays::compareUnsigned)
        .forEach(all::writeBytes);
    assertThat(item.digestOfAll())
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(all.toByteArray())));
  }

  @Test
  void whatever_somebody_holds_fits_into_an_entry() {
    Inventory huge = Inventory.NOTHING;
    for (int kind = 0; kind < 300; kind++) {
      huge = huge.and("k".repeat(120) + kind, ids(1 + kind % 60));
    }
    List<InventoryItem> items = Digests.of(huge);

    assertThat(items).hasSize(Digests.MOST_KINDS + 1);
    assertThat(items.getFirst().kind()).isEqualTo(Digests.FURTHER);
    assertThat(items.get(1).digests()).as("in the order of the kinds").isNotNull();
    assertThat(items.stream().mapToLong(InventoryItem::count).sum())
        .isEqualTo(IntStream.range(0, 300).map(kind -> 1 + kind % 60).sum());
    assertThat(size(new StepReports(ParticipantName.SESSION, List.of(completed(items)))))
        .isLessThan(MAX_ENTRY - 2_000);
  }

  @Test
  void whatever_many_hold_fits_into_records() {
    Inventory much = Inventory.NOTHING;
    for (int kind = 0; kind < 5; kind++) {
      much = much.and("kind" + kind, ids(50));
    }
    List<StepReport> reports = Collections.nCopies(500, completed(Digests.of(much)));

    List<OutgoingMessage> records = records(reports);

    assertThat(records)
        .allSatisfy(it -> assertThat(size((StepReports) it.message())).isLessThan(MAX_RECORD / 2));
    assertThat(records.stream().mapToInt(it -> ((StepReports) it.message()).reports().size()).sum())
        .isEqualTo(500);
    assertThat(records(Collections.nCopies(500, completed(null)))).hasSize(1);
    assertThat(records(List.of())).isEmpty();
  }

  private static List<OutgoingMessage> records(List<StepReport> reports) {
    return Records.of(ParticipantName.SESSION, Priority.NORMAL, "session/0", reports);
  }

  private int size(StepReports reports) {
    return codec.write(reports).getBytes(StandardCharsets.UTF_8).length;
  }

  private static StepReport completed(List<InventoryItem> inventory) {
    return new StepCompleted(
        new OffboardingId(new UUID(1, 2)),
        new TenantId("acme"),
        new UserId("ada"),
        Epoch.FIRST,
        1,
        Phase.REVOKE,
        Evidence.of("badges", 3),
        0,
        Instant.parse("2026-11-23T09:00:00.125Z"),
        inventory);
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> Objects.toString(new UUID(i, i))).toList();
  }
}
