package dev.offboard.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No false alarm. `-Dlogs.seed` takes up a failure again.
class CleanLogsTest {
  private static final int LOGS = 100;
  private static final int LARGEST = 1500;

  @TempDir private Path directory;

  @Test
  void clean_logs_of_any_size_are_verified_against_any_earlier_checkpoint() throws IOException {
    long first = Long.getLong("logs.seed", 4);
    for (long seed = first; seed < first + LOGS; seed++) {
      Random random = new Random(seed);
      int size = random.nextInt(LARGEST);
      SampleLog log = SampleLog.of(Stories.entries(seed, size));
      SignedCheckpoint older = log.first(random.nextInt(size + 1)).checkpoint();
      SignedCheckpoint old = log.first(random.nextInt(size + 1)).checkpoint();
      Path written = log.writeTo(Files.createDirectory(directory.resolve("log-" + seed)));
      LogSource source = new DirectorySource(written);
      Verdict whole = LogVerifier.verify(source, SampleLog.TRUST.keeping(old, older));
      assertThat(whole).as("seed %d, %d entries", seed, size).satisfies(CleanLogsTest::verified);
      Verdict checkpoint =
          ProofVerifier.verify(
              Files.readAllBytes(written.resolve("checkpoint")),
              Optional.empty(),
              SampleLog.TRUST.keeping(old),
              History.in(source));
      assertThat(checkpoint).as("seed %d", seed).satisfies(CleanLogsTest::verified);
    }
  }

  @Test
  void full_tiles_stand_in_for_partial_ones_that_were_deleted() throws IOException {
    SampleLog log = SampleLog.of(Stories.entries(1, 300));
    Path written = log.first(200).writeTo(directory.resolve("log"));
    Files.delete(written.resolve("tile/0/000.p/200"));
    Files.delete(written.resolve("tile/entries/000.p/200"));
    log.writeTiles(written);
    log.writeEntries(written);
    assertThat(LogVerifier.verify(new DirectorySource(written), SampleLog.TRUST))
        .satisfies(CleanLogsTest::verified);
  }

  private static void verified(Verdict verdict) {
    assertThat(verdict.refuted()).isEmpty();
    assertThat(verdict.unknown()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.VERIFIED);
    assertThat(verdict.proven()).isNotEmpty();
  }
}
