package dev.offboard.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.checkpoint.SigningRefused.Reason;
import dev.offboard.audit.log.OwnLog;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.messaging.chassis.ApiProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class IssuerSliceTest {
  @TempDir Path directory;
  private OwnSigner signer;
  private OwnLog log;
  private Issuer issuer;

  @BeforeEach
  void an_empty_log() {
    signer =
        new OwnSigner(
            SigningKey.generate("example.com/log", KeyType.ED25519), directory.resolve("memory"));
    log = OwnLog.empty();
    issuer = signer.issuerOf(log);
  }

  @Test
  void many_appends_make_one_checkpoint_and_none_makes_none() {
    issuer.signNews();
    assertThat(issuer.latest()).isEmpty();

    for (int i = 0; i < 5; i++) {
      log.append(3);
    }
    issuer.signNews();
    issuer.signNews();

    assertThat(sizes()).isEqualTo("15");
  }

  @Test
  void what_is_needed_at_once_is_signed_at_once() {
    log.append(3);
    assertThat(size(3)).isEqualTo(3);
    log.append(3);
    assertThat(size(2)).as("an older one is enough").isEqualTo(3);
    assertThat(size(4)).isEqualTo(6);

    assertThatThrownBy(() -> issuer.covering(7)).isInstanceOf(ApiProblem.class);
  }

  @Test
  void of_a_period_the_last_of_each_day_is_kept() {
    log.append(5);
    issued(1, "2026-01-01T10:00:00Z");
    issued(2, "2026-01-01T23:59:59Z");
    issued(3, "2026-01-02T00:00:00Z");
    issued(4, "2026-01-03T00:00:00Z");

    assertThat(ofDays("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")).containsExactly(2L, 3L);
    assertThat(ofDays("2026-01-01T00:00:00Z", "2026-01-01T12:00:00Z")).containsExactly(1L);
    assertThat(ofDays("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")).isEmpty();
  }

  private List<Long> ofDays(String from, String to) {
    return signer.checkpointsOf(log).lastOfEachDay(Instant.parse(from), Instant.parse(to)).stream()
        .map(it -> it.checkpoint().checkpoint().head().size())
        .toList();
  }

  private void issued(int size, String at) {
    SignedCheckpoint checkpoint =
        SignedCheckpoint.sign(
            new Checkpoint(
                signer.key().verifier().name(), TreeHead.of(size, log.tree().hashes(size))),
            signer.key());
    log.jdbc()
        .sql("INSERT INTO checkpoint (size, note, issued_at) VALUES (?, ?, ?::timestamptz)")
        .params(size, checkpoint.toString(), at)
        .update();
  }

  @Test
  void an_instance_without_a_key_serves_what_others_sign() {
    log.append(3);
    Issuer keyless = new Issuer(null, signer.checkpointsOf(log), log.tree());
    keyless.signNews();
    assertThat(keyless.latest()).isEmpty();
    assertThatThrownBy(() -> keyless.covering(1))
        .isInstanceOf(ApiProblem.class)
        .hasMessageContaining("try again");

    issuer.signNews();

    assertThat(keyless.covering(3)).isEqualTo(issuer.covering(3));
    assertThat(keyless.signs()).isFalse();
    assertThat(health(keyless).getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void while_it_refuses_nothing_is_published_and_health_says_what_to_do() {
    OwnLog dump = log.copy();
    log.append(3);
    issuer.signNews();
    assertThat(health(issuer).getStatus()).isEqualTo(Status.UP);
    Issuer restored = signer.issuerOf(dump);
    dump.append("otherwise", 2);

    assertThatThrownBy(restored::signNews).isInstanceOf(SigningRefused.class);

    assertThat(restored.mayPublish()).isFalse();
    assertThatThrownBy(restored::latest).isInstanceOf(SigningRefused.class);
    assertThatThrownBy(() -> restored.covering(1)).isInstanceOf(SigningRefused.class);
    assertThat(health(restored).getStatus()).isEqualTo(Status.DOWN);
    assertThat(health(restored).getDetails())
        .containsEntry("reason", Reason.LOG_SHORTER)
        .hasEntrySatisfying(
            "what",
            what -> assertThat(what).asString().contains("deploy/runbooks/checkpoint-refused.md"));
  }

  @Test
  void it_goes_on_by_itself_when_it_can() throws Exception {
    log.append(3);
    issuer.signNews();
    Path away = directory.resolve("away");
    Files.move(signer.memory(), away);
    log.append(1);
    assertThatThrownBy(issuer::signNews).isInstanceOf(SigningRefused.class);

    Files.move(away, signer.memory());
    issuer.signNews();

    assertThat(health(issuer).getStatus()).isEqualTo(Status.UP);
    assertThat(sizes()).isEqualTo("3,4");
  }

  private static Health health(Issuer issuer) {
    return new CheckpointsHealthIndicator(issuer).health();
  }

  private long size(long atLeast) {
    return issuer.covering(atLeast).checkpoint().head().size();
  }

  private String sizes() {
    return log.jdbc()
        .sql("SELECT string_agg(size::text, ',' ORDER BY size) FROM checkpoint")
        .query(String.class)
        .single();
  }
}
