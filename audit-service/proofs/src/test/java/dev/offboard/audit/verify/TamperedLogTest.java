package dev.offboard.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.merkle.Hash;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.Cosignature;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.Note;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that somebody with all passwords of the database can do, some with the log's key, to
/// a log of 600 entries of which the verifier has kept the checkpoint of 500.
class TamperedLogTest {
  private static final SampleLog LOG = SampleLog.of(Stories.withNotes(Stories.entries(25, 600)));
  private static final SignedCheckpoint KEPT = LOG.first(500).checkpoint();
  private static final SigningKey WITNESS =
      SigningKey.generate("witness.example", KeyType.COSIGNATURE_V1);

  @TempDir private Path directory;

  @BeforeEach
  void write() {
    LOG.writeTo(directory);
  }

  @Test
  void untouched_it_is_verified() {
    assertThat(verify().outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(verify().proven())
        .contains(
            "continues the checkpoint of 500 entries that was kept",
            "all 600 entries lead to the root");
  }

  @Test
  void a_changed_byte_of_an_entry_is_named() {
    LOG.but(it -> it.set(417, it.get(417).replace("acme", "acne"))).writeEntries(directory);
    refuted(417, "it was changed: it hashes to");
  }

  @Test
  void a_changed_entry_with_its_tile_is_named_by_the_tile_above() {
    SampleLog changed = LOG.but(it -> it.set(417, it.get(417).replace("acme", "acne")));
    changed.writeEntries(directory);
    copy(changed, "tile/0/001");
    assertThat(refuted().refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("tile/1/000.p/2") && it.contains("entries 256 to 511"))
        .anyMatch(it -> it.contains("history below entry 500 was rewritten"))
        .anyMatch(it -> it.contains("their tiles made to fit"));
  }

  @Test
  void the_last_three_deleted_are_missed() {
    LOG.first(597).writeEntries(directory);
    LOG.first(597).writeTiles(directory);
    delete("tile/entries/002.p/88");
    refuted("tile/entries/002.p/88 is missing");
  }

  @Test
  void the_last_three_deleted_and_signed_are_missed_by_who_kept_more() {
    LOG.first(597).writeTo(directory);
    assertThat(verify(SampleLog.TRUST.keeping(LOG.checkpoint())).refuted())
        .extracting(Finding::toString)
        .containsExactly(
            "the log has shrunk: 597 entries, but the checkpoint that was kept has 600");
  }

  @Test
  void two_swapped_are_both_named() {
    LOG.but(it -> Collections.swap(it, 40, 41)).writeEntries(directory);
    assertThat(refuted().refuted())
        .extracting(Finding::leafIndex)
        .containsExactly(OptionalLong.of(40), OptionalLong.of(41));
  }

  @Test
  void two_swapped_with_recomputed_tiles_are_a_rewritten_history() {
    SampleLog swapped = LOG.but(it -> Collections.swap(it, 40, 41));
    swapped.writeTo(directory);
    refuted("history below entry 500 was rewritten");
  }

  @Test
  void a_truncated_log_is_one_without_bundles() {
    delete("tile/entries/000");
    delete("tile/0/000");
    refuted("tile/0/000 is missing, though the checkpoint says that the log has it");
  }

  @Test
  void a_log_that_began_again_has_shrunk() {
    SampleLog.of(Stories.entries(26, 30)).writeTo(directory);
    refuted("the log has shrunk: 30 entries");
  }

  @Test
  void a_dropped_tile_is_named() {
    delete("tile/1/000.p/2");
    refuted("tile/1/000.p/2 is missing");
  }

  @Test
  void a_dropped_tile_of_leaf_hashes_is_named() {
    delete("tile/0/001");
    refuted("tile/0/001 is missing");
  }

  @Test
  void an_altered_tile_of_leaf_hashes_is_named_by_its_entry() throws IOException {
    flip("tile/0/001", 100 * Hash.LENGTH);
    refuted(356, "its hash in the tile was altered");
  }

  @Test
  void an_altered_tile_above_is_named() throws IOException {
    flip("tile/1/000.p/2", 40);
    refuted("tile/1/000.p/2 was altered, or entries below it were: its hash of entries 256 to 511");
  }

  @Test
  void a_tile_of_another_length_is_named() {
    SampleLog.write(directory, "tile/0/000", new byte[8191]);
    refuted("tile/0/000 of 8191 bytes (expected: 8192)");
  }

  @Test
  void an_altered_head_is_not_what_the_log_signed() {
    tamper(LOG.checkpoint().toString().replace("\n600\n", "\n599\n"));
    refuted("the signature of " + SampleLog.ORIGIN);
  }

  @Test
  void a_log_rewritten_and_signed_does_not_continue_what_was_kept() {
    SampleLog.of(Stories.entries(27, 600)).writeTo(directory);
    refuted("history below entry 500 was rewritten: the root at size 500 is");
  }

  @Test
  void an_older_dump_restored_and_continued_does_not_continue_what_was_kept() {
    List<String> after = Stories.entries(28, 300);
    LOG.first(400).but(it -> it.addAll(after)).writeTo(directory);
    Verdict verdict = verify(SampleLog.TRUST.keeping(LOG.first(390).checkpoint(), KEPT));
    assertThat(verdict.refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("history below entry 500 was rewritten"));
    assertThat(verdict.proven()).contains("continues the checkpoint of 390 entries that was kept");
  }

  @Test
  void a_fork_of_the_same_size_is_another_root() {
    List<String> other = LOG.bodies();
    SampleLog fork = LOG.first(599).but(it -> it.add(other.getLast().replace("acme", "acne")));
    fork.writeTo(directory);
    assertThat(verify(SampleLog.TRUST.keeping(LOG.checkpoint())).refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("history below entry 600 was rewritten"));
  }

  @Test
  void a_log_signed_by_another_key_of_the_same_name_is_refused() {
    SigningKey other = SigningKey.generate(SampleLog.ORIGIN, KeyType.ED25519);
    tamper(LOG.signedBy(other).checkpoint().toString());
    refuted("no signature by");
  }

  @Test
  void a_changed_origin_is_refused() {
    tamper(LOG.checkpoint().toString().replaceFirst("audit.example", "audit.exam9le"));
    refuted("a checkpoint of log 'audit.exam9le/log' (expected: 'audit.example/log')");
  }

  @Test
  void a_stripped_signature_is_missed() {
    Cosignature cosignature = Cosignature.by(WITNESS, LOG.checkpoint().checkpoint(), Instant.EPOCH);
    SignedCheckpoint cosigned = LOG.checkpoint().with(cosignature.line());
    Trust trust = SampleLog.TRUST.keeping(KEPT).witnessedBy(WITNESS.verifier());
    tamper(cosigned.toString());
    assertThat(verify(trust).outcome()).isEqualTo(Outcome.VERIFIED);
    tamper(LOG.checkpoint().toString());
    assertThat(verify(trust).refuted())
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .contains("witness.example", "has not cosigned the checkpoint of 600 entries");
    tamper(new Note(cosigned.note().text(), List.of(cosignature.line())).toString());
    refuted("no signature by");
  }

  @Test
  void an_old_checkpoint_served_as_new_is_smaller_than_what_was_kept() {
    tamper(LOG.first(450).checkpoint().toString());
    LOG.first(450).writeTiles(directory);
    LOG.first(450).writeEntries(directory);
    refuted("the log has shrunk: 450 entries, but the checkpoint that was kept has 500");
  }

  @Test
  void an_inserted_entry_moves_all_after_it() {
    String inserted = Stories.entries(29, 1).getFirst();
    LOG.but(it -> it.add(300, inserted)).first(600).writeEntries(directory);
    refuted(300, "it was changed");
  }

  @Test
  void an_inserted_entry_with_recomputed_tiles_is_a_rewritten_history() {
    String inserted = Stories.entries(29, 1).getFirst();
    LOG.but(it -> it.add(300, inserted)).writeTo(directory);
    refuted("history below entry 500 was rewritten");
  }

  @Test
  void a_duplicated_entry_is_found_even_in_a_log_that_is_signed_again() {
    LOG.but(it -> it.add(it.get(17))).writeTo(directory);
    refuted(600, "it is entry 17 once more");
  }

  @Test
  void a_state_change_told_differently_is_found_even_in_a_log_that_is_signed_again() {
    LOG.but(it -> it.add(it.get(indexOf(it, "state-change")).replace("hr", "it")))
        .writeTo(directory);
    refuted(600, "it is state change 1 of offboarding");
  }

  @Test
  void a_state_change_left_out_is_found_even_in_a_log_that_never_had_it() {
    SampleLog without = LOG.but(it -> it.remove(indexOf(it, "\"sequence\":3")));
    without.writeTo(directory);
    assertThat(verify(SampleLog.TRUST).refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.contains("but the log has no number 3"));
  }

  @Test
  void a_moved_timestamp_is_found_even_in_a_log_that_is_signed_again() {
    LOG.but(
            it -> {
              int index = indexOf(it, "\"sequence\":4");
              it.set(index, it.get(index).replaceFirst("2026-11-23", "2026-11-22"));
            })
        .writeTo(directory);
    assertThat(verify(SampleLog.TRUST).refuted())
        .extracting(Finding::what)
        .anyMatch(it -> it.matches("state change 4 of offboarding .* is of 2026-11-22.*"));
  }

  @Test
  void the_changed_ciphertext_of_a_note_is_named() {
    int index = changed("ciphertext");
    refuted(index, "it was changed: it hashes to");
  }

  @Test
  void the_changed_salt_of_a_notes_commitment_is_named() {
    int index = changed("salt");
    refuted(index, "it was changed: it hashes to");
  }

  @Test
  void a_changed_ciphertext_or_salt_with_recomputed_tiles_is_a_rewritten_history() {
    for (String member : List.of("ciphertext", "salt")) {
      LOG.but(it -> change(it, indexOf(it, "\"note\""), member)).writeTo(directory);
      refuted("history below entry 500 was rewritten");
    }
  }

  @Test
  void without_the_key_nothing_is_verified_but_lies_are_found() {
    Trust nobody = new Trust(Optional.empty(), Optional.empty(), List.of(), List.of(KEPT));
    assertThat(verify(nobody).outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(verify(nobody).unknown()).first().asString().contains("no key of the log was given");
    LOG.but(it -> it.set(3, it.get(3) + " ")).writeEntries(directory);
    assertThat(verify(nobody).outcome()).isEqualTo(Outcome.REFUTED);
  }

  @Test
  void a_directory_that_is_no_log_says_nothing() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Verdict verdict = LogVerifier.verify(LogSource.of(empty.toString()), SampleLog.TRUST);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(verdict.unknown()).first().asString().contains("it has no file checkpoint");
  }

  @Test
  void a_source_that_fails_says_nothing() {
    LogSource broken =
        path -> {
          throw new IOException("connection refused");
        };
    Verdict verdict = LogVerifier.verify(broken, SampleLog.TRUST);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(verdict.unknown()).first().asString().contains("connection refused");
  }

  @Test
  void a_checkpoint_of_another_log_is_no_measure() {
    SigningKey other = SigningKey.generate("other.example", KeyType.ED25519);
    SignedCheckpoint foreign =
        SignedCheckpoint.sign(new Checkpoint("other.example", TreeHead.EMPTY), other);
    assertThat(verify(SampleLog.TRUST.keeping(foreign)).outcome()).isEqualTo(Outcome.CANNOT_TELL);
  }

  /// In the first note there is.
  private int changed(String member) {
    int index = indexOf(LOG.bodies(), "\"note\"");
    LOG.but(it -> change(it, index, member)).writeEntries(directory);
    return index;
  }

  private static void change(List<String> bodies, int index, String member) {
    String before = bodies.get(index);
    String start = "\"%s\":\"".formatted(member);
    int place = before.indexOf(start) + start.length();
    char other = before.charAt(place) == 'A' ? 'B' : 'A';
    bodies.set(index, before.substring(0, place) + other + before.substring(place + 1));
  }

  private Verdict verify() {
    return verify(SampleLog.TRUST.keeping(KEPT));
  }

  private Verdict verify(Trust trust) {
    return LogVerifier.verify(new DirectorySource(directory), trust);
  }

  private Verdict refuted() {
    Verdict verdict = verify();
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUTED);
    return verdict;
  }

  private void refuted(String what) {
    assertThat(refuted().refuted()).extracting(Finding::what).anyMatch(it -> it.contains(what));
  }

  private void refuted(long leafIndex, String what) {
    Finding first = refuted().refuted().getFirst();
    assertThat(first.leafIndex()).hasValue(leafIndex);
    assertThat(first.what()).contains(what);
  }

  private void tamper(String checkpoint) {
    SampleLog.write(directory, "checkpoint", checkpoint.getBytes(StandardCharsets.UTF_8));
  }

  private void delete(String path) {
    try {
      Files.delete(directory.resolve(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void flip(String path, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(path));
    bytes[place] ^= 1;
    Files.write(directory.resolve(path), bytes);
  }

  private void copy(SampleLog from, String path) {
    try {
      Path other = from.writeTo(Files.createDirectory(directory.resolve("other")));
      Files.write(directory.resolve(path), Files.readAllBytes(other.resolve(path)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int indexOf(List<String> bodies, String part) {
    for (int i = 0; i < bodies.size(); i++) {
      if (bodies.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError(part);
  }
}
