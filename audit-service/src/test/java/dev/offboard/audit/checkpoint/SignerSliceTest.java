package dev.offboard.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.offboard.audit.checkpoint.SigningRefused.Reason;
import dev.offboard.audit.log.OwnLog;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.Checkpoint;
import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.SigningKey;
import dev.offboard.messaging.testkit.EveryTenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/// One key and one memory; the database comes and goes.
class SignerSliceTest {
  private final SigningKey key = SigningKey.generate("example.com/log", KeyType.ED25519);

  @TempDir Path directory;
  private Path memory;
  private OwnLog log;

  @BeforeEach
  void a_log() {
    memory = directory.resolve("memory");
    log = OwnLog.of(300);
  }

  @Test
  void an_empty_log_has_no_checkpoint() {
    assertThat(signer(OwnLog.empty()).sign()).isEmpty();
    assertThat(memory).doesNotExist();
  }

  @Test
  void each_checkpoint_is_by_the_key_and_grows_out_of_the_one_before() {
    List<TreeHead> heads = new ArrayList<>();
    for (int more : new int[] {1, 211, 1, 700, 55}) {
      log.append(more);
      heads.add(signed(log).verify("example.com/log", key.verifier()));
    }

    assertThat(heads).extracting(TreeHead::size).containsExactly(301L, 512L, 513L, 1213L, 1268L);
    for (int i = 1; i < heads.size(); i++) {
      TreeHead older = heads.get(i - 1);
      TreeHead newer = heads.get(i);
      ConsistencyProof.build(older.size(), newer.size(), log.tree().hashes(newer.size()))
          .verify(older, newer);
    }
    assertThat(new Checkpoints(log.jdbc()).latest()).contains(signed(log));
  }

  @Test
  void without_news_nothing_new_is_signed() throws Exception {
    SignedCheckpoint first = signed(log);
    Object written = Files.getLastModifiedTime(memory);

    assertThat(signed(log)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(memory)).isEqualTo(written);
    assertThat(issued()).isEqualTo(1);
  }

  @Test
  void only_the_owner_can_read_the_memory() throws Exception {
    signed(log);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(memory);
    }
  }

  @Test
  void killed_while_it_wrote_its_memory_it_goes_on() throws Exception {
    Files.writeString(directory.resolve(".memory.new"), "half a checkp");

    signed(log);

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(memory);
    }
  }

  @Test
  void ended_after_remembering_and_before_issuing_it_issues_what_it_remembers() {
    Signer interrupted =
        new Signer(
            key,
            new Memory(memory, key.verifier()),
            new Checkpoints(log.jdbc()),
            log.tree(),
            rollingBack());
    SignedCheckpoint remembered = interrupted.sign().orElseThrow();
    assertThat(issued()).isZero();

    assertThat(signed(log)).isEqualTo(remembered);
    assertThat(issued()).isEqualTo(1);
  }

  @Test
  void several_signers_sign_one_line_of_checkpoints() throws Exception {
    Callable<Void> signing =
        () -> {
          for (int i = 0; i < 20; i++) {
            signed(log);
          }
          return null;
        };
    Callable<Void> appending =
        () -> {
          for (int i = 0; i < 60; i++) {
            log.append(7);
          }
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(4, EveryTenant.threads())) {
      for (Future<Void> each :
          pool.invokeAll(List.of(signing, signing, signing, appending), 60, TimeUnit.SECONDS)) {
        each.get();
      }
    }
    assertThat(signed(log).checkpoint().head().size()).isEqualTo(300 + 60 * 7);
  }

  @Test
  void an_older_dump_is_not_signed() {
    OwnLog dump = log.copy();
    log.append(10);
    signed(log);

    assertRefused(dump, Reason.LOG_SHORTER, "the log has 300 entries (expected: >= 310");
    assertThat(new Checkpoints(dump.jdbc()).latest()).isEmpty();
  }

  @Test
  void an_older_dump_that_grew_differently_is_not_signed() {
    OwnLog dump = log.copy();
    log.append(10);
    signed(log);
    dump.append("otherwise", 10);
    assertRefused(dump, Reason.LOG_REWRITTEN, "has root");

    dump.append("otherwise", 500);
    assertRefused(dump, Reason.LOG_REWRITTEN, "the root at size 310 is");
  }

  @Test
  void an_older_dump_that_grew_the_same_again_is_signed() {
    OwnLog dump = log.copy();
    log.append(10);
    signed(log);
    dump.append(11);

    assertThat(signed(dump).checkpoint().head().size()).isEqualTo(311);
  }

  @Test
  void a_dump_from_before_the_last_checkpoint_with_all_entries_is_signed_on() {
    OwnLog dump = log.copy();
    SignedCheckpoint checkpoint = signed(log);

    assertThat(signed(dump)).isEqualTo(checkpoint);
  }

  @Test
  void a_refusal_ends_when_the_right_database_is_back() {
    OwnLog dump = log.copy();
    log.append(10);
    signed(log);
    assertRefused(dump, Reason.LOG_SHORTER, "300");

    log.append(1);
    assertThat(signed(log).checkpoint().head().size()).isEqualTo(311);
  }

  @Test
  void a_tile_that_was_changed_is_not_signed_over() {
    signed(log);
    log.append(300);
    log.asSuperuser(
        "ALTER TABLE audit.tile DISABLE TRIGGER ALL",
        "UPDATE audit.tile SET hashes = overlay(hashes PLACING '\\x00' FROM 1), root ="
            + " sha256(hashes)");

    assertThat(catchThrowableOfType(SigningRefused.class, () -> signed(log)).reason())
        .isIn(Reason.LOG_REWRITTEN, Reason.LOG_DAMAGED);
  }

  @Test
  void a_missing_tile_is_not_signed_over() {
    signed(log);
    log.append(300);
    log.asSuperuser("ALTER TABLE audit.tile DISABLE TRIGGER ALL", "DELETE FROM audit.tile");

    assertRefused(log, Reason.LOG_DAMAGED, "has 0 hashes (expected: 256)");
  }

  @Test
  void a_head_that_was_made_up_is_not_signed() {
    signed(log);
    log.append(1);
    log.asSuperuser("UPDATE audit.log_head SET root = sha256('made up')");
    assertRefused(log, Reason.LOG_DAMAGED, "the root at size 301 is");
  }

  @Test
  void the_first_checkpoint_is_not_of_a_made_up_head_either() {
    log.asSuperuser("UPDATE audit.log_head SET root = sha256('made up')");
    assertRefused(log, Reason.LOG_DAMAGED, "has root");
  }

  @Test
  void an_older_memory_is_noticed_by_what_was_issued() throws Exception {
    signed(log);
    byte[] older = Files.readAllBytes(memory);
    log.append(10);
    signed(log);
    Files.write(memory, older);

    assertRefused(log, Reason.MEMORY_BEHIND, "remembers size 300 (expected: >= 310");
  }

  @Test
  void a_memory_that_is_gone_is_noticed_by_what_was_issued() throws Exception {
    signed(log);
    Files.delete(memory);

    assertRefused(log, Reason.MEMORY_MISSING, "issued at size 300");
    assertThat(memory).doesNotExist();
  }

  @Test
  void a_memory_that_was_altered_is_not_believed() throws Exception {
    SignedCheckpoint checkpoint = signed(log);
    Files.writeString(memory, checkpoint.toString().replaceFirst("300", "299"));
    assertRefused(log, Reason.MEMORY_ALTERED, "example.com/log");

    Files.writeString(memory, "");
    assertRefused(log, Reason.MEMORY_ALTERED, "example.com/log");

    SigningKey other = SigningKey.generate("example.com/log", KeyType.ED25519);
    Files.writeString(memory, SignedCheckpoint.sign(checkpoint.checkpoint(), other).toString());
    assertRefused(log, Reason.MEMORY_ALTERED, "example.com/log");
  }

  @Test
  void a_checkpoint_that_somebody_put_into_the_database_is_noticed() {
    signed(log);
    SigningKey other = SigningKey.generate("example.com/log", KeyType.ED25519);
    SignedCheckpoint forged =
        SignedCheckpoint.sign(
            new Checkpoint("example.com/log", new TreeHead(9999, log.tree().head().root())), other);
    log.jdbc()
        .sql("INSERT INTO checkpoint (size, note) VALUES (9999, ?)")
        .param(forged.toString())
        .update();

    assertRefused(log, Reason.ISSUED_ALTERED, "the latest checkpoint in the database");
  }

  @Test
  void a_key_that_others_can_read_is_not_used() throws Exception {
    Path file = directory.resolve("key");
    Files.writeString(file, key.encoded());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> KeyFile.read(file))
        .hasMessageContaining("rw-r----- (expected: rw-------)")
        .hasMessageNotContaining(key.encoded());

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(KeyFile.read(file).verifier()).isEqualTo(key.verifier());
  }

  private void assertRefused(OwnLog which, Reason reason, String what) {
    long before = which.jdbc().sql("SELECT count(*) FROM checkpoint").query(Long.class).single();
    assertThatThrownBy(() -> signer(which).sign())
        .isInstanceOfSatisfying(SigningRefused.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(what)
        .hasMessageContaining("deploy/runbooks/checkpoint-refused.md");
    assertThat(which.jdbc().sql("SELECT count(*) FROM checkpoint").query(Long.class).single())
        .isEqualTo(before);
  }

  private SignedCheckpoint signed(OwnLog which) {
    return signer(which).sign().orElseThrow();
  }

  private Signer signer(OwnLog which) {
    return new Signer(
        key,
        new Memory(memory, key.verifier()),
        new Checkpoints(which.jdbc()),
        which.tree(),
        which.transactions());
  }

  private TransactionOperations rollingBack() {
    return new TransactionOperations() {
      @Override
      public <T> T execute(org.springframework.transaction.support.TransactionCallback<T> action) {
        return log.transactions()
            .execute(
                tx -> {
                  tx.setRollbackOnly();
                  return action.doInTransaction(tx);
                });
      }
    };
  }

  private long issued() {
    return log.jdbc().sql("SELECT count(*) FROM checkpoint").query(Long.class).single();
  }
}
