package dev.offboard.audit.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offboard.audit.note.SignedCheckpoint;

/// Ten minutes of what [MutationsTest] does for a second, led by coverage. `-Pfuzz` runs it; what
/// it finds lies in the corpus and fails [MutationsTest] from then on.
class ParsersFuzzTest {
  private static final Parsers PARSERS =
      new Parsers(SignedCheckpoint.parse(Corpus.bytes(Corpus.FOLDER.resolve("checkpoint"))));

  @FuzzTest(maxDuration = "10m")
  void any_bytes(byte[] bytes) {
    PARSERS.take(bytes);
  }
}
