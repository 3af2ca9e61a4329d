package dev.offboard.orchestrator.inventory;

import dev.offboard.orchestrator.calls.ServiceAway;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a service said, or in words why it said nothing: one or the other.
public record Told<T>(@Nullable T value, @Nullable String trouble) {
  public static <T> Told<T> known(T value) {
    return new Told<>(value, null);
  }

  public static <T> Told<T> away(ServiceAway away) {
    return new Told<>(null, String.valueOf(away.getMessage()));
  }

  public boolean isKnown() {
    return value != null;
  }

  /// @throws NullPointerException if the service said nothing
  public T get() {
    return Objects.requireNonNull(value, "the service said nothing: ask isKnown() first");
  }
}
