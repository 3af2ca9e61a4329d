package dev.offboard.audit.bench;

import dev.offboard.audit.checkpoint.Issuer;
import dev.offboard.audit.merkle.TreeHead;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.springframework.context.ApplicationContext;

/// Proves and verifies what was appended, over HTTP like everybody else.
final class Reading {
  private static final int PROOFS = 2000;
  private static final int WARM_UP = 200;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Issuer issuer;
  private final OverHttp log;
  private final Random random = new Random(1);

  Reading(ApplicationContext context, OverHttp log) {
    this.issuer = context.getBean(Issuer.class);
    this.log = log;
  }

  void measure(Map<String, Object> figures) {
    long began = System.nanoTime();
    TreeHead head = issuer.covering(1).checkpoint().head();
    figures.put("signMs", millis(System.nanoTime() - began));
    proofs(head.size(), figures);
    verification(head.size(), figures);
  }

  private void proofs(long size, Map<String, Object> figures) {
    for (int i = 0; i < WARM_UP; i++) {
      prove(size);
    }
    long[] nanos = new long[PROOFS];
    for (int i = 0; i < PROOFS; i++) {
      long began = System.nanoTime();
      prove(size);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    figures.put("inclusionP50Ms", millis(nanos[PROOFS / 2]));
    figures.put("inclusionP99Ms", millis(nanos[PROOFS * 99 / 100]));
    figures.put("inclusionMaxMs", millis(nanos[PROOFS - 1]));
  }

  private void prove(long size) {
    try {
      String path = "api/proofs/inclusion?leafIndex=" + random.nextLong(size);
      if (log.read(path).isEmpty()) {
        throw new IllegalStateException(path + " is no proof. Nothing can be measured");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void verification(long size, Map<String, Object> figures) {
    VerifierKey key = issuer.key().orElseThrow();
    long began = System.nanoTime();
    Verdict verdict = LogVerifier.verify(log, Trust.in(key));
    figures.put("verifiedPerSecond", Appending.rate(size, began));
    figures.put("verdict", verdict.outcome().name());
  }

  private static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MILLI * 100) / 100.0;
  }
}
