package dev.offboard.local.connect;

import com.fasterxml.jackson.databind.JsonNode;

/// How the connector and its tasks are, as Connect says.
public sealed interface ConnectorState {
  /// The connector and at least one task run, none is in another state.
  record Running() implements ConnectorState {}

  /// It is not there yet, or being assigned, or Connect doesn't answer: nothing to do but wait.
  record Waiting(String why) implements ConnectorState {}

  /// Connect answers and knows no such connector: somebody deleted it, or Connect lost its
  /// configuration. Also said for a moment by a worker that has just joined its group.
  record Missing() implements ConnectorState {}

  /// The connector or a task failed; Connect leaves it so until somebody restarts it.
  record Failed(String why) implements ConnectorState {}

  /// Reads Connect's answer to `GET /connectors/NAME/status`.
  static ConnectorState of(JsonNode status) {
    JsonNode connector = status.path("connector");
    if (isFailed(connector)) {
      return new Failed("the connector failed: " + firstLine(connector));
    }
    int running = 0;
    for (JsonNode task : status.path("tasks")) {
      if (isFailed(task)) {
        return new Failed(
            "task %s failed: %s".formatted(task.path("id").asText(), firstLine(task)));
      }
      running += isRunning(task) ? 1 : 0;
    }
    boolean all = running > 0 && running == status.path("tasks").size() && isRunning(connector);
    return all
        ? new Running()
        : new Waiting(
            "connector %s, %d of %d tasks running"
                .formatted(connector.path("state").asText(), running, status.path("tasks").size()));
  }

  private static boolean isFailed(JsonNode part) {
    return "FAILED".equals(part.path("state").asText());
  }

  private static boolean isRunning(JsonNode part) {
    return "RUNNING".equals(part.path("state").asText());
  }

  private static String firstLine(JsonNode part) {
    return part.path("trace").asText("no trace").lines().findFirst().orElse("no trace");
  }
}
