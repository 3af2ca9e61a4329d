package dev.offboard.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.checkpoint.OwnSigner;
import dev.offboard.audit.checkpoint.SigningRefused;
import dev.offboard.audit.log.DamagedLog;
import dev.offboard.audit.log.OwnLog;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A superuser of the database against a verifier that kept a checkpoint from before.
class TamperingSliceTest {
  private static final String UNLOCK =
      """
      ALTER TABLE audit.entry DISABLE TRIGGER ALL;
      ALTER TABLE audit.tile DISABLE TRIGGER ALL;
      ALTER TABLE audit.checkpoint DISABLE TRIGGER ALL;
      ALTER TABLE audit.cosignature DISABLE TRIGGER ALL;
      """;

  private final SigningKey key = SigningKey.generate("example.com/log", KeyType.ED25519);

  @TempDir Path directory;
  private OwnSigner signer;
  private OwnLog log;
  private SignedCheckpoint kept;

  @BeforeEach
  void a_log_of_which_somebody_kept_a_checkpoint() {
    signer = new OwnSigner(key, directory.resolve("memory"));
    log = OwnLog.of(600);
    kept = signer.sign(log);
    log.append(100);
    signer.sign(log);
    assertThat(verdict().outcome()).isEqualTo(Verdict.Outcome.VERIFIED);
  }

  static Stream<Arguments> changed_entries() {
    return Stream.of(
        Arguments.of(
            "one byte",
            "UPDATE audit.entry SET body = replace(body, 'ent', 'eNt') WHERE leaf_index = 17",
            17),
        Arguments.of(
            "a time",
            "UPDATE audit.entry SET body = replace(body, 'T09', 'T08') WHERE leaf_index = 300",
            300),
        Arguments.of(
            "the ciphertext of a note",
            "UPDATE audit.entry SET body = replace(body, '\"QUJD\"', '\"QUJC\"') WHERE leaf_index ="
                + " 40",
            40),
        Arguments.of(
            "the salt of a note's commitment",
            "UPDATE audit.entry SET body = replace(body, '\"QUJF\"', '\"QUJC\"') WHERE leaf_index ="
                + " 40",
            40),
        Arguments.of(
            "two swapped",
            """
            UPDATE audit.entry a SET body = b.body FROM audit.entry b
            WHERE (a.leaf_index, b.leaf_index) IN ((41, 42), (42, 41))
            """,
            41),
        Arguments.of(
            "one whose tile is not full yet",
            "UPDATE audit.entry SET body = replace(body, 'entry', 'other') WHERE leaf_index = 699",
            699),
        Arguments.of(
            "one and the leaf hash beside it",
            "UPDATE audit.entry SET body = body || ' ', leaf_hash = sha256('\\x00'::bytea ||"
                + " convert_to(body || ' ', 'UTF8')) WHERE leaf_index = 3",
            3),
        Arguments.of(
            "one and its place in the tile",
            """
            UPDATE audit.entry SET body = '{}', leaf_hash = sha256('\\x007b7d') WHERE leaf_index = 5;
            UPDATE audit.tile SET hashes = overlay(hashes PLACING sha256('\\x007b7d') FROM 5 * 32 + 1)
            WHERE (level, number) = (0, 0)
            """,
            -1),
        Arguments.of(
            "one inserted in the middle",
            """
            UPDATE audit.entry SET leaf_index = leaf_index + 1000000 WHERE leaf_index >= 300;
            INSERT INTO audit.entry (leaf_index, kind, tenant_id, user_id, offboarding_id, epoch, natural_key, body, at)
            VALUES (300, 'report', 'acme', 'u1', gen_random_uuid(), 1, 'x', '{}', now());
            UPDATE audit.entry SET leaf_index = leaf_index - 999999 WHERE leaf_index >= 1000000
            """,
            300),
        Arguments.of(
            "one removed from the middle",
            """
            DELETE FROM audit.entry WHERE leaf_index = 300;
            UPDATE audit.entry SET leaf_index = leaf_index + 1000000 WHERE leaf_index > 300;
            UPDATE audit.entry SET leaf_index = leaf_index - 1000001 WHERE leaf_index >= 1000000
            """,
            300),
        Arguments.of(
            "a hash in a tile",
            "UPDATE audit.tile SET hashes = overlay(hashes PLACING '\\x00'::bytea FROM 10 * 32 + 1)"
                + " WHERE (level, number) = (0, 1)",
            266),
        Arguments.of(
            "through session_replication_role",
            """
            ALTER TABLE audit.entry ENABLE TRIGGER entry_is_append_only;
            SET session_replication_role = replica;
            UPDATE audit.entry SET body = '{}' WHERE leaf_index = 7
            """,
            7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changed_entries")
  void a_changed_entry_is_found_and_named(String what, String sql, long leafIndex) {
    log.asSuperuser(UNLOCK, sql);

    Verdict verdict = verdict();
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REFUTED);
    assertThat(verdict.refuted().getFirst().leafIndex())
        .as(verdict.refuted().toString())
        .isEqualTo(leafIndex < 0 ? OptionalLong.empty() : OptionalLong.of(leafIndex));
  }

  static Stream<Arguments> missing() {
    return Stream.of(
        Arguments.of(
            "the last three",
            "DELETE FROM audit.entry WHERE leaf_index >= 697",
            "tile/entries/002.p/188"),
        Arguments.of("all of them", "TRUNCATE audit.entry", "tile/entries/000"),
        Arguments.of(
            "a tile", "DELETE FROM audit.tile WHERE (level, number) = (0, 1)", "tile/0/001"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("missing")
  void what_is_missing_is_found_and_named(String what, String sql, String named) {
    log.asSuperuser(UNLOCK, sql);

    Verdict verdict = verdict();
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REFUTED);
    assertThat(verdict.refuted()).extracting(Finding::what).anyMatch(it -> it.contains(named));
  }

  @Test
  void an_end_that_was_cut_off_with_its_head_and_checkpoints_is_found() {
    log.asSuperuser(
        UNLOCK,
        "DELETE FROM audit.checkpoint",
        "DELETE FROM audit.entry WHERE leaf_index >= 590",
        "UPDATE audit.log_head SET size = 590");

    assertThatThrownBy(() -> log.append(1)).isInstanceOf(DamagedLog.class);
    assertRefused();
  }

  @Test
  void a_head_that_was_altered_stops_log_and_signer() {
    log.asSuperuser("UPDATE audit.log_head SET root = sha256('made up')");
    assertThatThrownBy(() -> log.append(1)).isInstanceOf(DamagedLog.class);
    assertRefused();
  }

  @Test
  void an_entry_that_was_changed_before_its_tile_is_full_stops_the_log_when_it_is() {
    log.asSuperuser(UNLOCK, "UPDATE audit.entry SET body = '{}' WHERE leaf_index = 699");
    log.append(10);
    assertThatThrownBy(() -> log.append(100))
        .isInstanceOf(DamagedLog.class)
        .hasMessageContaining("an entry from number 512 on was changed");
  }

  @Test
  void a_log_that_was_rewritten_with_its_hashes_is_not_signed() {
    rewrite();

    assertRefused();
  }

  @Test
  void a_log_that_was_rewritten_and_signed_with_the_stolen_key_is_found() throws Exception {
    rewrite();
    Files.delete(signer.memory());
    signer.sign(log);

    assertRewritten(verdict());
  }

  @Test
  void an_older_dump_that_goes_on_is_not_signed_and_found_if_it_was() throws Exception {
    OwnLog restored = log.copy();
    restored.asSuperuser(
        UNLOCK,
        "DELETE FROM audit.checkpoint",
        "DELETE FROM audit.tile",
        "DELETE FROM audit.entry",
        "UPDATE audit.log_head SET size = 0, tree_size = 0, root = sha256(''), peaks = ''");
    restored.append("otherwise", 800);
    assertThatThrownBy(() -> signer.sign(restored)).isInstanceOf(SigningRefused.class);

    Files.delete(signer.memory());
    signer.sign(restored);
    assertRewritten(LogVerifier.verify(ServedLogs.of(restored, signer), trust()));
  }

  @Test
  void a_fork_is_found_from_both_sides() throws Exception {
    OwnLog fork = log.copy();
    byte[] memory = Files.readAllBytes(signer.memory());
    log.append("one", 50);
    SignedCheckpoint one = signer.sign(log);
    Files.write(signer.memory(), memory);
    fork.append("other", 60);
    SignedCheckpoint other = signer.sign(fork);

    assertRewritten(
        LogVerifier.verify(
            ServedLogs.of(fork, signer), Trust.in(key.verifier()).keeping(kept, one)));
    Verdict verdict =
        LogVerifier.verify(
            ServedLogs.of(log, signer), Trust.in(key.verifier()).keeping(kept, other));
    assertThat(verdict.refuted()).extracting(Finding::what).anyMatch(it -> it.contains("shrunk"));
  }

  @Test
  void an_entry_that_is_there_twice_is_found_though_its_tree_is_right() {
    log.appendAgain(10);
    signer.sign(log);

    Verdict verdict = verdict();
    assertThat(verdict.refuted()).hasSize(1);
    assertThat(verdict.refuted().getFirst()).hasToString("entry 700: it is entry 10 once more");
  }

  @Test
  void an_old_checkpoint_served_as_new_is_found() {
    log.asSuperuser(UNLOCK, "DELETE FROM audit.checkpoint WHERE size = 700");
    SignedCheckpoint newer = SignedCheckpoint.parse(text(signer.memory()));

    Verdict verdict =
        LogVerifier.verify(
            ServedLogs.of(log, signer), Trust.in(key.verifier()).keeping(kept, newer));
    assertThat(verdict.refuted().getFirst().what())
        .contains("shrunk: 600 entries, but the checkpoint that was kept has 700");
  }

  /// By somebody who knows how the log is kept: other entries, with everything that follows from
  /// them.
  private void rewrite() {
    log.asSuperuser(
        UNLOCK,
        "DELETE FROM audit.checkpoint",
        "DELETE FROM audit.tile",
        "DELETE FROM audit.entry",
        "UPDATE audit.log_head SET size = 0, tree_size = 0, root = sha256(''), peaks = ''");
    log.append("rewritten", 750);
  }

  private void assertRefused() {
    assertThatThrownBy(() -> signer.sign(log)).isInstanceOf(SigningRefused.class);
  }

  private static void assertRewritten(Verdict verdict) {
    assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.REFUTED);
    assertThat(verdict.refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("was rewritten"));
  }

  private Verdict verdict() {
    return LogVerifier.verify(ServedLogs.of(log, signer), trust());
  }

  private Trust trust() {
    return Trust.in(key.verifier()).keeping(kept);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
