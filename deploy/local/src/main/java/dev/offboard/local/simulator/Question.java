package dev.offboard.local.simulator;

import java.util.Optional;
import java.util.function.Function;

/// A request, as far as anybody here looks at it. `path` is below the application's own.
record Question(
    String method, String path, String query, String body, Function<String, String> headers) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.apply(name));
  }
}
