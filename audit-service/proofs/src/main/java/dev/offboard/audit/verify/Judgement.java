package dev.offboard.audit.verify;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toCollection;

import dev.offboard.audit.merkle.RefutedProof;
import dev.offboard.audit.note.UntrustedNote;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A verdict in the making.
final class Judgement {
  /// A rewritten log would have one for every entry; the first tell enough.
  private static final int MAX_FINDINGS = 20;

  /// Of those that are put in order, to tell the first.
  private static final int MAX_HELD = 1000;

  private final List<Finding> refuted = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> proven = new ArrayList<>();
  private long more;

  void refute(Finding finding) {
    if (refuted.size() < MAX_HELD) {
      refuted.add(finding);
    } else {
      more++;
    }
  }

  void unknown(String why) {
    unknown.add(why);
  }

  void prove(String what) {
    proven.add(what);
  }

  /// Runs a check to its end or to the first thing that is wrong, and says whether it came to the
  /// end.
  boolean attempt(Runnable check) {
    try {
      check.run();
      return true;
    } catch (UncheckedIOException e) {
      unknown("%s: %s".formatted(e.getMessage(), e.getCause()));
    } catch (NotThere | UntrustedNote | RefutedProof | IllegalArgumentException e) {
      refute(Finding.of(String.valueOf(e.getMessage())));
    }
    return false;
  }

  boolean isClean() {
    return refuted.isEmpty();
  }

  /// What is about entries comes first, by leaf index.
  Verdict verdict() {
    List<Finding> first =
        refuted.stream()
            .sorted(comparingLong(finding -> finding.leafIndex().orElse(Long.MAX_VALUE)))
            .limit(MAX_FINDINGS)
            .collect(toCollection(ArrayList::new));
    long rest = refuted.size() - first.size() + more;
    if (rest > 0) {
      first.add(Finding.of("and %d more".formatted(rest)));
    }
    return new Verdict(first, unknown, proven);
  }
}
