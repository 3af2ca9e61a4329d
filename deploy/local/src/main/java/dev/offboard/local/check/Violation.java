package dev.offboard.local.check;

import java.util.Optional;

/// A place where an invariant doesn't hold.
///
/// @param offboarding the offboarding that it concerns; empty where none can be told
/// @param found what was found, whose and what was expected; ids only
public record Violation(Optional<String> offboarding, String found) {
  static Violation of(String found) {
    return new Violation(Optional.empty(), found);
  }
}
