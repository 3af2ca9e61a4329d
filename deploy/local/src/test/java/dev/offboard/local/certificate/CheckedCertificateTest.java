package dev.offboard.local.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.LoggedEntry;
import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.HashReader;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckedCertificateTest {
  private static final String ID = "0194f3a0-0000-7000-8000-000000000001";
  private static final SigningKey KEY = SigningKey.generate("example.com/log", KeyType.ED25519);

  @Test
  void a_true_one_is_verified_by_the_public_key_alone() {
    CheckedCertificate checked = CheckedCertificate.of(certificate(), KEY.verifier());

    assertThat(checked.isVerified()).as(checked.verdict().toString()).isTrue();
    assertThat(checked.summary())
        .isEqualTo("certificate verified offline: 2 entries in a log of 2");
    assertThat(checked.json())
        .containsEntry("outcome", "VERIFIED")
        .containsEntry("origin", "example.com/log")
        .containsEntry("entries", 2)
        .containsEntry("logSize", 2L);
  }

  @Test
  void one_that_says_something_else_is_refuted() {
    CheckedCertificate checked =
        CheckedCertificate.of(certificate().replace("\"acme\"", "\"acne\""), KEY.verifier());

    assertThat(checked.isVerified()).isFalse();
    assertThat(checked.summary()).startsWith("certificate REFUTED: ");
  }

  @Test
  void one_of_another_log_is_refuted() {
    SigningKey other = SigningKey.generate("example.com/log", KeyType.ED25519);
    assertThat(CheckedCertificate.of(certificate(), other.verifier()).isVerified()).isFalse();
  }

  private static String certificate() {
    List<LoggedEntry> entries =
        IntStream.of(1, 2)
            .mapToObj(
                n ->
                    new LoggedEntry(
                        n - 1,
                        "{\"at\":\"2026-11-23T09:00:0%1$dZ\",\"epoch\":1,\"kind\":\"state-change\",\"offboardingId\":\"%2$s\",\"sequence\":%1$d,\"tenantId\":\"acme\",\"to\":\"%3$s\",\"userId\":\"u1\",\"why\":\"so\"}"
                            .formatted(n, ID, n == 1 ? "REVOKING" : "COMPLETED")))
            .toList();
    HashReader hashes =
        node ->
            node.level() == 0
                ? entries.get((int) node.index()).leaf()
                : Hash.ofNode(entries.get(0).leaf(), entries.get(1).leaf());
    SignedCheckpoint checkpoint =
        SignedCheckpoint.sign(new Checkpoint("example.com/log", TreeHead.of(2, hashes)), KEY);
    return Certificate.issue(checkpoint, entries, hashes).toJson();
  }
}
