package dev.offboard.messaging.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.authenticity.Authenticity.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The orchestrator announces, session reads, and the key between them is replaced while both run.
class KeyRotationTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Message ANYTHING =
      new RecordRejected("orchestrator", "o", "t", 0, 0, "/x", null, Instant.EPOCH);
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private long changes;
  private Authenticity writer;
  private Authenticity reader;

  @BeforeEach
  void both_have_the_old_key() throws IOException {
    writerHas(OLD);
    readerHas(OLD);
    writer = new MessageAuthenticationCodes("orchestrator", keys("orchestrator"));
    reader = new MessageAuthenticationCodes("session", keys("session"));
  }

  @Test
  void nothing_is_refused_at_any_moment_of_a_replacement() throws IOException {
    String before = sealed();
    assertThat(check(before)).isEqualTo(Standing.AUTHENTIC);

    readerHas(OLD + "," + NEW);
    writerHas(OLD + "," + NEW);
    aSecondLater();
    String meanwhile = sealed();
    assertThat(meanwhile).as("still with the old one").isEqualTo(before);
    assertThat(check(meanwhile)).isEqualTo(Standing.AUTHENTIC);

    writerHas(NEW + "," + OLD);
    readerHas(NEW + "," + OLD);
    aSecondLater();
    String after = sealed();
    assertThat(after).isNotEqualTo(before);
    assertThat(check(after)).isEqualTo(Standing.AUTHENTIC);
    assertThat(check(before)).as("written before the replacement").isEqualTo(Standing.AUTHENTIC);
  }

  @Test
  void a_key_that_is_dropped_convinces_nobody_any_more() throws IOException {
    String before = sealed();

    readerHas(NEW);
    aSecondLater();

    assertThat(check(before)).isEqualTo(Standing.FORGED);
  }

  @Test
  void a_reader_that_is_late_reads_the_file_before_it_judges() throws IOException {
    readerHas(OLD + "," + NEW);
    writerHas(NEW + "," + OLD);
    aSecondLater(); // in which the reader did nothing

    assertThat(check(sealed())).isEqualTo(Standing.AUTHENTIC);
  }

  @Test
  void a_file_that_cannot_be_read_changes_nothing() throws IOException {
    Files.writeString(folder.resolve("session"), "from.orchestrator = nonsense\n");
    touch("session");
    aSecondLater();

    assertThat(check(sealed())).isEqualTo(Standing.AUTHENTIC);
  }

  private void aSecondLater() {
    nanos.addAndGet(KeyFile.LOOK_EVERY.toNanos());
  }

  private String sealed() {
    return writer.seal(
        new Envelope(Topics.LIFECYCLE, "acme/ada", ID, "type", "/orchestrator", BODY));
  }

  private Standing check(String codes) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            Topics.LIFECYCLE, 0, 0, "acme/ada".getBytes(StandardCharsets.UTF_8), BODY);
    header(record, "ce_type", "type");
    header(record, "ce_source", "/orchestrator");
    header(record, Authenticity.HEADER, codes);
    return reader.check(record, ID, ANYTHING);
  }

  private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private KeyFile keys(String service) {
    return new KeyFile(folder.resolve(service), nanos::get);
  }

  private void writerHas(String keys) throws IOException {
    Files.writeString(
        folder.resolve("orchestrator"),
        "to.session = %s\nfrom.orchestrator = %s\n".formatted(keys, key(9)));
    touch("orchestrator");
  }

  private void readerHas(String keys) throws IOException {
    Files.writeString(
        folder.resolve("session"),
        "to.orchestrator = %s\nfrom.orchestrator = %s\nfrom.session = %s\n"
            .formatted(key(8), keys, key(7)));
    touch("session");
  }

  /// A file system may count time in steps that a test is faster than.
  private void touch(String service) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(service), FileTime.from(Instant.EPOCH.plusSeconds(++changes)));
  }

  private static String key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
