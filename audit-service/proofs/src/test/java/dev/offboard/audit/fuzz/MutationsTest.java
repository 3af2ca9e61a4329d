package dev.offboard.audit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.certificate.Certificate;
import dev.offboard.audit.certificate.EntryBody;
import dev.offboard.audit.merkle.ConsistencyProof;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.SampleLog;
import dev.offboard.audit.verify.Stories;
import dev.offboard.audit.witness.AddCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The corpus, and what comes of it when bytes are lost, changed, repeated and mixed. The seed and
/// the number of the mutation are in the failure; `-Dfuzz.seed` and `-Dfuzz.runs` take it up again.
/// The profile `fuzz` does the same for ten minutes, led by coverage.
class MutationsTest {
  private static final int MOST_EDITS = 4;
  private static final String DIGITS = "9223372036854775808";

  private static final SampleLog LOG = SampleLog.of(Stories.offboarding(1)).signedBy(Parsers.KEY);
  private static final Parsers PARSERS = new Parsers(LOG.checkpoint());

  @Test
  void the_corpus_begins_with_one_of_each_format() throws IOException {
    for (Map.Entry<String, byte[]> seed : seeds().entrySet()) {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(Corpus.FOLDER);
        Files.write(Corpus.FOLDER.resolve(seed.getKey()), seed.getValue());
      }
      assertThat(Corpus.FOLDER.resolve(seed.getKey())).hasBinaryContent(seed.getValue());
    }
  }

  @Test
  void every_input_of_the_corpus_is_taken_or_refused() throws IOException {
    for (byte[] input : Corpus.inputs()) {
      PARSERS.take(input);
    }
  }

  @Test
  void mutations_are_taken_or_refused() throws IOException {
    long seed = Long.getLong("fuzz.seed", 7);
    int runs = Integer.getInteger("fuzz.runs", 2000);
    List<byte[]> inputs = Corpus.inputs();
    Random random = new Random(seed);
    for (int run = 0; run < runs; run++) {
      byte[] mutation = mutate(inputs, random);
      try {
        PARSERS.take(mutation);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "-Dfuzz.seed=%d, mutation %d: %s"
                .formatted(seed, run, new String(mutation, StandardCharsets.ISO_8859_1)),
            e);
      }
    }
  }

  private static byte[] mutate(List<byte[]> inputs, Random random) {
    byte[] bytes = inputs.get(random.nextInt(inputs.size()));
    for (int edits = random.nextInt(1, MOST_EDITS + 1); edits > 0; edits--) {
      byte[] other = inputs.get(random.nextInt(inputs.size()));
      int from = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(100)));
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, from, from, new byte[] {(byte) random.nextInt()});
            case 1 -> spliced(bytes, from, to, new byte[0]);
            case 2 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 3 -> spliced(bytes, from, to, DIGITS.getBytes(StandardCharsets.US_ASCII));
            default -> {
              int start = random.nextInt(other.length + 1);
              yield spliced(bytes, from, to, Arrays.copyOfRange(other, start, other.length));
            }
          };
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, from);
    all.writeBytes(instead);
    all.write(bytes, to, bytes.length - to);
    return all.toByteArray();
  }

  private static Map<String, byte[]> seeds() {
    String first = LOG.bodies().getFirst();
    String offboarding =
        EntryBody.parse(first.getBytes(StandardCharsets.UTF_8))
            .flatMap(it -> it.text("offboardingId"))
            .orElseThrow();
    Certificate certificate = LOG.certificate(offboarding);
    SignedCheckpoint checkpoint = LOG.checkpoint();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("checkpoint", checkpoint.toString());
    texts.put("certificate", certificate.toJson());
    texts.put("tlog-proof", certificate.entries().getFirst().proof());
    texts.put(
        "tlog-proof-with-extra",
        certificate.entries().getFirst().proof().replace("\nindex", "\nextra aGVsbG8=\nindex"));
    texts.put(
        "add-checkpoint",
        new AddCheckpoint(5, ConsistencyProof.build(5, 12, LOG.hashes()).path(), checkpoint)
            .toString());
    texts.put("entry", first);
    texts.put("vkey", Parsers.KEY.verifier().toString());
    texts.put("tile-path", "tile/1/x001/234.p/17");
    texts.put("bundle-path", "tile/entries/x001/234.p/17");
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    texts.forEach((name, text) -> seeds.put(name, text.getBytes(StandardCharsets.UTF_8)));
    seeds.put("bundle-of-3", new byte[] {0, 2, 'a', 'b', 0, 0, 0, 1, 'c'});
    return seeds;
  }
}
