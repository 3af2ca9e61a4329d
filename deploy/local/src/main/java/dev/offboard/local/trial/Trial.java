package dev.offboard.local.trial;

import dev.offboard.local.runtime.Scope;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a trial runs on.
///
/// @param directory empty or not there yet; a temporary one if absent
/// @param settings of all services, over the usual ones
public record Trial(Scope scope, Optional<Path> directory, Map<String, String> settings) {
  /// More users than any trial has.
  private static final String ALL_USERS = "100000000";

  /// Copies the map so that a record stays what it was.
  public Trial {
    settings = Map.copyOf(settings);
  }

  /// A whole platform as everybody has it.
  public static Trial in(Optional<Path> directory) {
    return new Trial(Scope.PLATFORM, directory, Map.of());
  }

  /// The same with less than a whole platform.
  public Trial of(Scope less) {
    return new Trial(less, directory, settings);
  }

  /// The same, of somebody who offboards more people in an hour than the orchestrator would begin
  /// or any participant would do for without asking back. They count as always; only the number
  /// they stop at is out of reach.
  public Trial offboardingAnyNumber() {
    Map<String, String> all = new HashMap<>(settings);
    all.put("offboard.participant.limit.users", ALL_USERS);
    all.put("offboard.participant.limit.urgent-users", ALL_USERS);
    all.put("offboard.blast-radius.least", ALL_USERS);
    return new Trial(scope, directory, all);
  }
}
