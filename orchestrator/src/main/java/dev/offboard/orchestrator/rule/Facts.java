package dev.offboard.orchestrator.rule;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known about one request. A variable without a value is not known: a condition that
/// depends on it has no answer.
public final class Facts {
  private final Map<Variable, Object> known;

  private Facts(Map<Variable, Object> known) {
    this.known = known;
  }

  public static Facts none() {
    return new Facts(new EnumMap<>(Variable.class));
  }

  /// The same and this one.
  ///
  /// @param value text, truth, whole number (`Long`), time, duration or list of texts, as the
  ///   variable has it; null if it isn't known
  public Facts with(Variable variable, @Nullable Object value) {
    Map<Variable, Object> more = new EnumMap<>(Variable.class);
    more.putAll(known);
    if (value != null) {
      more.put(variable, value);
    }
    return new Facts(more);
  }

  Map<String, Object> byName() {
    Map<String, Object> values = new HashMap<>();
    known.forEach((variable, value) -> values.put(variable.expression(), value));
    return values;
  }
}
