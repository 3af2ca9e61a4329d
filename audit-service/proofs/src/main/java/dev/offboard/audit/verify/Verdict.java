package dev.offboard.audit.verify;

import java.util.List;
import java.util.stream.Stream;

/// What came out. Nothing refuted means nothing only together with nothing unknown.
///
/// @param refuted what is not as it is claimed to be; the first finding is the one to look at
/// @param unknown what could not be looked at, and why
/// @param proven what holds, in words
public record Verdict(List<Finding> refuted, List<String> unknown, List<String> proven) {
  public Verdict {
    refuted = List.copyOf(refuted);
    unknown = List.copyOf(unknown);
    proven = List.copyOf(proven);
  }

  /// In one word. Evidence that something is false outweighs that something else is unknown.
  public enum Outcome {
    /// All that was looked at is as it is claimed to be.
    VERIFIED,
    /// Something is not.
    REFUTED,
    /// Nothing was found to be false, but something could not be looked at.
    CANNOT_TELL
  }

  /// Both in one.
  public Verdict and(Verdict other) {
    return new Verdict(
        both(refuted, other.refuted), both(unknown, other.unknown), both(proven, other.proven));
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  public Outcome outcome() {
    if (!refuted.isEmpty()) {
      return Outcome.REFUTED;
    }
    return unknown.isEmpty() ? Outcome.VERIFIED : Outcome.CANNOT_TELL;
  }
}
