package dev.offboard.audit.verify;

import java.util.OptionalLong;

/// One thing that is not as it is claimed to be: the evidence, for a person to read.
///
/// @param leafIndex the entry it is about, if it is about one
public record Finding(OptionalLong leafIndex, String what) {
  /// About no entry in particular.
  public static Finding of(String what) {
    return new Finding(OptionalLong.empty(), what);
  }

  static Finding at(long leafIndex, String what) {
    return new Finding(OptionalLong.of(leafIndex), what);
  }

  @Override
  public String toString() {
    return leafIndex.isPresent() ? "entry %d: %s".formatted(leafIndex.getAsLong(), what) : what;
  }
}
