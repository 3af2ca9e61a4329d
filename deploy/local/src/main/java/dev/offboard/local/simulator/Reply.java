package dev.offboard.local.simulator;

import dev.offboard.local.json.Json;
import org.jspecify.annotations.Nullable;

/// What a simulated application answers; a body is JSON.
record Reply(int status, @Nullable String body, @Nullable String location) {
  static Reply of(int status) {
    return new Reply(status, null, null);
  }

  static Reply of(int status, Object body) {
    return new Reply(status, Json.line(body), null);
  }

  static Reply redirection(String location) {
    return new Reply(302, null, location);
  }
}
